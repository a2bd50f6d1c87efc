import type { Course } from "../../data/notices.ts"
import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { type ObjectionAct, type ObjectionState, objections } from "../../domain/selection/objections.ts"
import { type Step, take } from "../../domain/ticket/take.ts"
import type { Command, UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { outrunAs } from "./explained.ts"
import { openCourse } from "./open-course.ts"

/** How an objection is answered: the key and revision of the form, and the words that everybody reads. */
export interface Answer {
  key: string
  revision: number
  reply: string
}

type Objection = Course["objections"][number]

/** An objection, and what an act makes of it: only who may answer it comes by one (objectionToAnswer). */
interface Answered {
  ctx: UseCaseContext<MemberActor>
  course: Course
  objection: Objection
  step: Step<ObjectionState>
  now: Date
}

/** An objection of a programme for whoever may do the act to it, within its scope; one round trip. Errors: forbidden, not_found. */
export async function openObjection(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  objectionId: string,
  act: ObjectionAct = "admit",
): Promise<{ course: Course; objection: Objection }> {
  // Permission first, also for an act that nobody declared.
  const { by } = objections.acts[act] ?? objections.acts.admit
  const course = await openCourse(ctx, slug, by)
  const objection = course.objections.find(({ id }) => id === objectionId)
  if (!objection) throw new DomainError("not_found", "not_found")
  return { course, objection }
}

/** The same, with what an act makes of it. Errors besides: conflict (phase, state), stale, invalid (reply, decision). */
export async function objectionToAnswer(
  ctx: UseCaseContext<MemberActor>,
  asked: { slug: string; objectionId: string; act: ObjectionAct; decision?: string },
  { revision, reply = "" }: { revision: number; reply?: string },
): Promise<Answered> {
  const { course, objection } = await openObjection(ctx, asked.slug, asked.objectionId, asked.act)
  requirePhase(course.programme, ...objections.during)
  if (objection.revision !== revision)
    throw await outrunAs(ctx, "objection_stale", { entity: "objection", id: objection.id })
  const { state, replyDueDay: dueDay, memberId: lastBy } = objection
  const now = ctx.now()
  const given = {
    reply,
    by: ctx.actor.memberId,
    today: dayOf(now.getTime()),
    ...(asked.decision !== undefined && { answer: asked.decision }),
  }
  return { ctx, course, objection, now, step: take(objections, asked.act, { state, dueDay, lastBy }, given) }
}

/** Writes it in one batch with its event, and what else follows from it. Errors: stale. */
export async function writeAnswer<T>(
  { ctx, course, objection, step, now }: Answered,
  command: Command<T>,
  also: { write?(store: Stores): void; detail?: Record<string, unknown> } = {},
): Promise<T> {
  const { programme } = course
  const { state, reply, ends } = step
  const { result } = await ctx.write(command, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.programmes.touchPublic(programme.id)
    store.objections.change(objection, {
      state,
      ...(reply !== null && { reply }),
      ...(ends && { decidedAt: now.toISOString() }),
      memberId: ctx.actor.memberId,
    })
    also.write?.(store)
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: command.action,
      entity: "objection",
      entityId: objection.id,
      detail: {
        programme: programme.slug,
        number: objection.number,
        ...(reply !== null && { replyLength: reply.length }),
        ...also.detail,
      },
      ...changedFields({ state: objection.state }, { state }),
    })
  })
  return result
}
