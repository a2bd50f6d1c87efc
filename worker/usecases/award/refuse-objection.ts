import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { type Answer, objectionToAnswer, writeAnswer } from "./answer-objection.ts"

/**
 * Does not admit an objection, with the reason for everybody to read. Errors: forbidden, not_found, conflict (phase,
 * state), stale, invalid (the reply).
 */
export async function refuseObjection(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  objectionId: string,
  answer: Answer,
): Promise<{ number: number }> {
  const answered = await objectionToAnswer(ctx, { slug, objectionId, act: "refuse" }, answer)
  const { number } = answered.objection
  return writeAnswer(answered, { key: answer.key, action: "objection.refuse", result: { number } })
}
