import type { MemberActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"
import { type Answer, objectionToAnswer, writeAnswer } from "./answer-objection.ts"

/**
 * Takes an objection up: it is looked into, and its candidate waits. Errors: forbidden, not_found, conflict (phase,
 * state), stale.
 */
export async function admitObjection(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  objectionId: string,
  { key, revision }: Pick<Answer, "key" | "revision">,
): Promise<{ number: number }> {
  const answered = await objectionToAnswer(ctx, { slug, objectionId, act: "admit" }, { revision })
  const { number } = answered.objection
  return writeAnswer(answered, { key, action: "objection.admit", result: { number } })
}
