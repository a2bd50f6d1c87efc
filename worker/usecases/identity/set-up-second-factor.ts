import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { plainCode } from "../../domain/identity/second-factor.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { ownAccount } from "./own-password.ts"
import { makeRecoveryCodes } from "./recovery-codes.ts"
import type { NewSession } from "./sign-in.ts"
import { ownTry } from "./tries.ts"

/** The secret that a session offers: the same until something about the account changes. */
export function offeredSecret(
  { actor }: Pick<UseCaseContext<MemberActor>, "actor">,
  { secondFactors }: Pick<IdentityDeps, "secondFactors">,
  { updatedAt, totpSecret }: { updatedAt: string; totpSecret: string | null },
): Promise<string> {
  return secondFactors.offer([actor.sessionId, updatedAt, totpSecret].join("\n"))
}

/**
 * Sets up the second factor that the session was offered, or another one in place of the old. The session gets a new
 * token and has passed; the person's other sessions end. Answers the recovery codes, which are shown this once. Errors:
 * DomainError invalid (faults at `password` and `code`, `too_many_tries`), stale, conflict (`codes_shown`).
 */
export async function setUpSecondFactor(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps,
  command: { key: string; password: string; code: string },
): Promise<{ codes: string[]; session: NewSession }> {
  const { userId, sessionId } = ctx.actor
  if (!sessionId) throw new DomainError("forbidden", "forbidden")
  const { credential, factorSince, tries } = await ownAccount(ctx, deps, command, [ownTry("code", ctx.actor)])
  const offered = await offeredSecret(ctx, deps, credential)
  const at = ctx.now()
  const step = deps.secondFactors.stepOfOffered(offered, plainCode(command.code), at)
  if (step === null) throw new DomainError("invalid", "code_wrong", [{ rule: "code_wrong", field: "code" }])
  const secret = await deps.secondFactors.seal(offered)
  const { codes, hashes } = makeRecoveryCodes(deps, userId)
  const token = deps.tokens.make()
  const expiresAt = sessionEnd(at)
  const action = "second_factor.set_up"
  const { repeated } = await ctx.write({ key: command.key, action, result: null }, (store) => {
    store.identity.expect(credential)
    store.identity.setSecondFactor(userId, { secret, step }, at)
    store.identity.setRecoveryCodes(userId, hashes)
    store.identity.forgetTries(tries)
    store.sessions.endAll(userId, sessionId)
    store.sessions.renew(sessionId, {
      tokenHash: deps.tokens.hash(token),
      secondFactorAt: at.toISOString(),
      expiresAt: unusedEnd(at, deps.sessionIdleMs, expiresAt),
    })
    store.mails.warn(userId, "second_factor_on")
    const was = factorSince === null ? "off" : "on"
    const change = { before: { secondFactor: was }, after: { secondFactor: "on" } }
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "user",
      entityId: userId,
      detail: {},
      ...change,
    })
  })
  if (repeated) throw new DomainError("conflict", "codes_shown")
  return { codes, session: { token, expiresAt } }
}
