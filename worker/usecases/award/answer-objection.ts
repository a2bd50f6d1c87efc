import type { Course } from "../../data/notices.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { mayBecome, type ObjectionState, publicTextFaults } from "../../domain/selection/objections.ts"
import type { UseCaseContext } from "../context.ts"
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

/** An objection of a programme within the actor's scope; one round trip. Errors: forbidden, not_found. */
export async function openObjection(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  objectionId: string,
): Promise<{ course: Course; objection: Objection }> {
  const course = await openCourse(ctx, slug)
  const objection = course.objections.find(({ id }) => id === objectionId)
  if (!objection) throw new DomainError("not_found", "not_found")
  return { course, objection }
}

/** The same, to bring it into another state. Errors besides: conflict (phase, state), stale, invalid (the reply). */
export async function objectionToAnswer(
  ctx: UseCaseContext<MemberActor>,
  asked: { slug: string; objectionId: string; to: ObjectionState },
  { revision, reply }: Pick<Answer, "revision" | "reply">,
): Promise<{ course: Course; objection: Objection; reply: string }> {
  const { course, objection } = await openObjection(ctx, asked.slug, asked.objectionId)
  requirePhase(course.programme, "notice", "decided")
  if (objection.revision !== revision)
    throw await outrunAs(ctx, "objection_stale", { entity: "objection", id: objection.id })
  if (!mayBecome(objection.state, asked.to))
    throw new DomainError("conflict", "objection_state", [], { state: objection.state })
  const text = reply.trim()
  const faults = asked.to === "admitted" ? [] : publicTextFaults("reply", text)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  return { course, objection, reply: text }
}
