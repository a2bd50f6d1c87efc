import type { MemberActor, VisitorActor } from "../../domain/actor.ts"
import { blockedUntil, type Try } from "../../domain/identity/attempts.ts"
import { type ChallengeFor, countedOn } from "../../domain/identity/passkey.ts"
import type { UseCaseContext } from "../context.ts"
import type { Refusal } from "../identity/tries.ts"
import type { PasskeyDeps } from "./passkey-deps.ts"
import { tellCopied } from "./tell-copied.ts"

/** What a browser answered to a challenge; `credentialId` as the answer itself names it. */
export interface PasskeyAnswer {
  credentialId: string
  answer: unknown
}

/** A passkey that was used and is good: whose it is, what it shows, the challenge to be spent. */
type UsedPasskey = NonNullable<Awaited<ReturnType<UseCaseContext["read"]["passkeys"]["tryUse"]>>["found"]> &
  NonNullable<Awaited<ReturnType<PasskeyDeps["passkeys"]["readUse"]>>>

/**
 * Finds the passkey that was used and reads what it shows, the tries counted in the same round trip. One whose
 * authenticator did not count on is refused, and its owner told. Answers it, or why it is refused.
 */
export async function readUsedPasskey(
  ctx: UseCaseContext<MemberActor> | UseCaseContext<VisitorActor>,
  deps: PasskeyDeps,
  used: PasskeyAnswer & { of: ChallengeFor; userId?: string; tries: readonly Try[] },
): Promise<UsedPasskey | Refusal> {
  const { credentialId, answer, of, userId, tries } = used
  const which = { credentialId, host: deps.site.host, userId }
  const { found, counted } = await ctx.read.passkeys.tryUse(which, tries, ctx.now())
  const until = blockedUntil(counted)
  if (until) return { refused: "blocked", until }
  const wrong: Refusal = { refused: "wrong" }
  if (!found) return wrong
  const challenge = { ...of, now: ctx.now() }
  const read = await deps.passkeys.readUse(deps.site, challenge, { answer, passkey: found.passkey })
  if (!read) return wrong
  if (countedOn(found.passkey.counter, read.shown.counter)) return { ...found, ...read }
  await tellCopied(ctx, found)
  return wrong
}
