import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { type Answer, objectionToAnswer, writeAnswer } from "./answer-objection.ts"
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
  const answered = await objectionToAnswer(ctx, { ...asked, act: "decide" }, answer)
  const { course, objection, step, now } = answered
  const { nominationId, number } = objection
  const at = now.toISOString()
  const away = { nominationId, reason: "struck" as const }
  const struck = step.state === "upheld" ? await strikeFromList(deps, course, away, now) : null
  const noticeId = ctx.newId()
  const { memberId } = ctx.actor
  const result = { number, struck: struck?.number ?? null }
  const command = { key: answer.key, action: "objection.decide", result }
  return writeAnswer(answered, command, {
    write(store) {
      if (!struck) return
      store.shortlists.strike(nominationId, { at, reason: `objection ${number}` })
      writeStruckList(store, course, struck, { memberId, frozenAt: at, noticeId })
    },
    detail: { ...(struck && { nominationId }), ...struckDetail(struck) },
  })
}
