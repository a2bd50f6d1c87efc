import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { blockedUntil, type Try } from "../../domain/identity/attempts.ts"
import { plainCode } from "../../domain/identity/second-factor.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import { signInValues } from "../../domain/identity/sign-in-id.ts"
import type { UseCaseContext } from "../context.ts"
import { stopOnPassing } from "../factor-reset/stop-reset.ts"
import type { IdentityDeps } from "./deps.ts"
import { recoveryHash } from "./recovery-codes.ts"
import type { NewSession } from "./sign-in.ts"
import { addressTry, browserTry, ownTry, type Refusal } from "./tries.ts"
import { warnOwner } from "./warn-owner.ts"

/** What a typed code turned out to be: of the authenticator (its time step), or one for a lost one (its hash). */
type Proof = { step: number } | { recovery: string }

/** What a code is counted as, and at which wrong one its owner is told: whoever types one knows the password. */
export interface CodeTries {
  own: Try
  address: Try[]
  toldAt: number
}

/** How a try of a person's second step is counted: by the browser that it knows, otherwise by person and address. */
export function codeTries(
  actor: Pick<MemberActor, "userId">,
  { address, knownAs }: { address: string | null; knownAs(userId: string): string | null },
): CodeTries {
  const mark = knownAs(actor.userId)
  // In a browser of its own people mistype.
  if (mark !== null) return { own: browserTry("codeBrowser", mark, actor), address: [], toldAt: 3 }
  return { own: ownTry("code", actor), address: [addressTry("codeAddress", address)], toldAt: 1 }
}

async function pass(
  ctx: UseCaseContext<MemberActor>,
  sessionId: string,
  passed: {
    proof: Proof
    tries: CodeTries
    tokenHash: string
    expiresAt: string
    waitingReset: string | null
  },
): Promise<void> {
  const { proof, tries, tokenHash, expiresAt, waitingReset } = passed
  const { userId } = ctx.actor
  const at = ctx.now()
  const action = "session.pass_second_factor"
  await ctx.write({ key: ctx.newId(), action, result: null }, (store) => {
    if ("step" in proof) store.identity.useStep(userId, proof.step)
    else {
      store.identity.useRecoveryCode(userId, proof.recovery, at)
      store.mails.warn(userId, "recovery_code_used")
    }
    store.identity.forgetTries([tries.own])
    for (const one of tries.address) store.identity.returnTry(one)
    const session = { secondFactorAt: at.toISOString(), expiresAt }
    store.sessions.renew(sessionId, { ...session, tokenHash })
    stopOnPassing(store, ctx, { id: waitingReset })
    const detail = { by: "step" in proof ? "code" : "recovery_code" }
    store.audit.record({ id: ctx.newId(), at, action, entity: "session", entityId: sessionId, detail })
  })
}

/**
 * Passes the second factor of a session with a code of the authenticator or a recovery code; each counts once. The
 * session gets a new token. Answers how many recovery codes are left when one was used.
 */
export async function passSecondFactor(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps,
  typed: { code: string; address: string | null; knownAs(userId: string): string | null },
): Promise<{ session: NewSession; codesLeft: number | null; names: string[] } | Refusal> {
  const { userId, sessionId } = ctx.actor
  if (!sessionId) throw new DomainError("forbidden", "forbidden")
  const tries = codeTries(ctx.actor, typed)
  const counting = [tries.own, ...tries.address]
  const { account, counted } = await ctx.read.identity.tryOwn(userId, counting, ctx.now())
  const until = blockedUntil(counted)
  if (until) return { refused: "blocked", until }
  if (!account || account.factorSince === null) throw new DomainError("conflict", "second_factor_is_off")
  const sealed = account.credential.totpSecret
  const { email } = account.user
  const names = signInValues(account.user)
  const wrong = async (): Promise<Refusal> => {
    const count = counted.find(({ limited }) => limited === tries.own.limited)?.count
    const warned = { userId, email, notice: "code_wrong", action: "session.wrong_code" } as const
    if (count === tries.toldAt) await warnOwner(ctx, warned)
    return { refused: "wrong" }
  }
  const proof = await proofOf(ctx, deps, { code: plainCode(typed.code), sealed })
  if (!proof) return wrong()
  const token = deps.tokens.make()
  const expiresAt = sessionEnd(ctx.now())
  try {
    const { waitingReset } = account
    const unused = unusedEnd(ctx.now(), deps.sessionIdleMs, expiresAt)
    const tokenHash = deps.tokens.hash(token)
    await pass(ctx, sessionId, { proof, tries, tokenHash, expiresAt: unused, waitingReset })
  } catch (error) {
    // No such recovery code, or a code that was used before.
    if (error instanceof DomainError && error.code === "stale") return wrong()
    throw error
  }
  if ("step" in proof) return { session: { token, expiresAt }, codesLeft: null, names }
  return { session: { token, expiresAt }, codesLeft: account.codesLeft - 1, names }
}

async function proofOf(
  ctx: UseCaseContext<MemberActor>,
  deps: IdentityDeps,
  { code, sealed }: { code: string; sealed: string | null },
): Promise<Proof | null> {
  if (code.length > 6) return { recovery: recoveryHash(deps, ctx.actor.userId, code) }
  // Whoever has passkeys only has no authenticator.
  if (sealed === null) return null
  const step = await deps.secondFactors.stepOf(sealed, code, ctx.now())
  return step === null ? null : { step }
}
