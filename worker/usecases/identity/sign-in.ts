import type { Account } from "../../data/identity.ts"
import type { VisitorActor } from "../../domain/actor.ts"
import { blockedUntil, limits, type Try } from "../../domain/identity/attempts.ts"
import { sessionEnd, unusedEnd } from "../../domain/identity/session.ts"
import { readSignInId, type SignInId, signInValues } from "../../domain/identity/sign-in-id.ts"
import type { Place } from "../../gateways/turns.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { atPlace } from "./own-password.ts"
import { addressTry, type Refusal, signInTry } from "./tries.ts"
import { warnOwner } from "./warn-owner.ts"

export interface SignInRequest {
  /** An e-mail, a mobile number or a sign-in name, as it was typed. */
  account: string
  password: string
  address: string | null
  userAgent: string | null
  /** The browser's mark where it has signed in to the account; null in any other. */
  knownAs(name: string): string | null
}

/** A session's cookie: its token, and until when it lasts. */
export interface NewSession {
  token: string
  expiresAt: Date
}

/** What a sign-in is counted as: in a browser that knows the account, what strangers try elsewhere does not count. */
function triesOf({ address, knownAs }: SignInRequest, named: SignInId) {
  const mark = knownAs(named.value)
  return { account: signInTry(named, mark), address: mark === null ? [addressTry("address", address)] : [] }
}

/**
 * Signs a person in: counts the try, checks the password, begins a session. Answers the session and whether its second
 * factor is due, or why not. The same statements and one check of a password whether or not there is such an account.
 * Throws TooBusy when too many passwords are being checked: then nothing is counted.
 */
export async function signIn(
  ctx: UseCaseContext<VisitorActor>,
  deps: IdentityDeps,
  request: SignInRequest,
): Promise<(NewSession & { due: boolean; userId: string; names: string[] }) | Refusal> {
  return atPlace(deps, (place) => signInAt(place, ctx, deps, request))
}

async function signInAt(
  place: Place,
  ctx: UseCaseContext<VisitorActor>,
  deps: IdentityDeps,
  request: SignInRequest,
): ReturnType<typeof signIn> {
  const { passwords, tokens } = deps
  const named = readSignInId(request.account)
  const tries = triesOf(request, named)
  const now = ctx.now()
  const counting = [tries.account, ...tries.address]
  const { account: found, counted } = await ctx.read.identity.trySignIn(named, counting, now)
  const until = blockedUntil(counted)
  if (until) {
    const { limited } = tries.account
    const first = counted.some((one) => one.limited === limited && one.count === limits[limited].tries + 1)
    const email = found?.user.email ?? named.value
    const warned = { userId: found?.user.id, email, notice: "attempts_limited" } as const
    if (first) await warnOwner(ctx, { ...warned, action: "session.block" })
    return { refused: "blocked", until }
  }
  const hash = found?.credential.passwordHash ?? passwords.decoyHash
  const right = await passwords.verify(hash, request.password, place)
  // A first password that is over opens nothing, and nobody is told that it was right.
  const over = found?.credential.firstUntil && found.credential.firstUntil <= now.toISOString()
  if (!found || !right || over) return { refused: "wrong" }
  const renewed = passwords.isOutdated(hash) ? await passwords.hash(request.password, place) : null
  const renew = renewed === null ? null : { of: found.credential, hash: renewed }
  const due = found.factorSince !== null
  const token = tokens.make()
  const expiresAt = sessionEnd(now, due)
  const unused = unusedEnd(now, deps.sessionIdleMs, expiresAt)
  const session = { tokenHash: tokens.hash(token), userId: found.user.id, expiresAt: unused }
  // As counted: by the person, however it was named.
  const [account = tries.account] = counted
  await begin(ctx, { session, request, tries: { ...tries, account }, renew })
  return { token, expiresAt, due, userId: found.user.id, names: signInValues(found.user) }
}

async function begin(
  ctx: UseCaseContext<VisitorActor>,
  begun: {
    session: { tokenHash: string; userId: string; expiresAt: string }
    request: SignInRequest
    tries: { account: Try; address: Try[] }
    renew: { of: Account["credential"]; hash: string } | null
  },
): Promise<void> {
  const { session, request, tries, renew } = begun
  const id = ctx.newId()
  const at = ctx.now()
  await ctx.write({ key: id, action: "session.begin", result: null }, (store) => {
    store.sessions.begin({
      ...session,
      id,
      createdAt: at.toISOString(),
      address: request.address,
      userAgent: request.userAgent?.slice(0, 200) ?? null,
    })
    if (renew) store.identity.renewHash(renew.of, renew.hash)
    store.identity.forgetTries([tries.account])
    for (const one of tries.address) store.identity.returnTry(one)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "session.begin",
      entity: "session",
      entityId: id,
      detail: {},
      visitor: { userId: session.userId },
    })
  })
}
