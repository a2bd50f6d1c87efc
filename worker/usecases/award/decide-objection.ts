import type { Course } from "../../data/notices.ts"
import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { type Answer, objectionToAnswer } from "./answer-objection.ts"
import type { AwardDeps } from "./award-deps.ts"
import { type StruckList, strikeFromList } from "./strike-from-list.ts"

/** Writes the list after a strike, and opens the notice of who moves up. */
function writeStrike(
  store: Stores,
  course: Course,
  struck: StruckList,
  made: { nominationId: string; reason: string; at: string; memberId: string; noticeId: string },
): void {
  const programmeId = course.programme.id
  const { number, document, hash, notice } = struck
  const { memberId, at } = made
  store.shortlists.strike(made.nominationId, { at, reason: made.reason })
  store.shortlists.add({ programmeId, number, document, hash, memberId, frozenAt: at })
  if (notice)
    store.notices.open({
      id: made.noticeId,
      programmeId,
      number: course.notices.length + 1,
      shortlistNumber: number,
      ...notice,
      memberId,
      openedAt: at,
    })
}

/**
 * Decides an admitted objection, with a reply for everybody to read. Upheld, it strikes the candidate: the next by rule
 * moves up on a new list, with a notice of its own. Errors: forbidden, not_found, conflict (phase, state), stale, invalid.
 */
export async function decideObjection(
  ctx: UseCaseContext<MemberActor>,
  deps: Pick<AwardDeps, "digest" | "calendar">,
  asked: { slug: string; objectionId: string; decision: string },
  answer: Answer,
): Promise<{ number: number; struck: number | null }> {
  const to = asked.decision === "upheld" ? "upheld" : "rejected"
  const { course, objection, reply } = await objectionToAnswer(ctx, { ...asked, to }, answer)
  if (to !== asked.decision)
    throw new DomainError("invalid", "invalid", [{ rule: "decision_missing", field: "decision" }])
  const { programme } = course
  const { nominationId, number } = objection
  const now = ctx.now()
  const at = now.toISOString()
  const struck = to === "upheld" ? await strikeFromList(deps, course, nominationId, now) : null
  const noticeId = ctx.newId()
  const { memberId } = ctx.actor
  const outcome = { number, struck: struck?.number ?? null }
  const { result } = await ctx.write(
    { key: answer.key, action: "objection.decide", result: outcome },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.programmes.touchPublic(programme.id)
      store.objections.change(objection, { state: to, reply, decidedAt: at, memberId })
      const reason = `objection ${number}`
      if (struck) writeStrike(store, course, struck, { nominationId, reason, at, memberId, noticeId })
      store.audit.record({
        id: ctx.newId(),
        at: now,
        action: "objection.decide",
        entity: "objection",
        entityId: objection.id,
        detail: {
          programme: asked.slug,
          number,
          replyLength: reply.length,
          ...(struck && {
            nominationId,
            shortlist: struck.number,
            hash: struck.hash,
            newcomer: struck.newcomer,
          }),
        },
        ...changedFields({ state: objection.state }, { state: to }),
      })
    },
  )
  return result
}
