import type { MemberActor } from "../../domain/actor.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { type Answer, objectionToAnswer } from "./answer-objection.ts"
import type { AwardDeps } from "./award-deps.ts"
import { strikeFromList, struckDetail, writeStruckList } from "./strike-from-list.ts"

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
  const away = { nominationId, reason: "struck" as const }
  const struck = to === "upheld" ? await strikeFromList(deps, course, away, now) : null
  const noticeId = ctx.newId()
  const { memberId } = ctx.actor
  const outcome = { number, struck: struck?.number ?? null }
  const { result } = await ctx.write(
    { key: answer.key, action: "objection.decide", result: outcome },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.programmes.touchPublic(programme.id)
      store.objections.change(objection, { state: to, reply, decidedAt: at, memberId })
      if (struck) {
        store.shortlists.strike(nominationId, { at, reason: `objection ${number}` })
        writeStruckList(store, course, struck, { memberId, frozenAt: at, noticeId })
      }
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
          ...(struck && { nominationId }),
          ...struckDetail(struck),
        },
        ...changedFields({ state: objection.state }, { state: to }),
      })
    },
  )
  return result
}
