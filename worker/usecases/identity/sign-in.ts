import type { VisitorActor } from "../../domain/actor.ts"
import { readEmail } from "../../domain/identity/email.ts"
import { sha256 } from "../../domain/scoring/sha256.ts"
import type { UseCaseContext } from "../context.ts"

/** What signing in needs from outside. */
export interface SignInDeps {
  verifyPassword(hash: string, password: string): Promise<boolean>
  /** A hash that no password fits: an unknown e-mail costs the same time as a wrong password. */
  decoyHash: string
  newToken(): string
  tokenHash(token: string): string
}

export interface SignInRequest {
  email: string
  password: string
  address: string | null
  userAgent: string | null
}

const WINDOW = 15 * 60_000
const TRIES = { account: 10, address: 100 }
const WEEK = 7 * 86_400_000

/**
 * Signs a person in: counts the try, checks the password, begins a session. Answers the token for the cookie, or why
 * not: `wrong` (e-mail or password), `blocked` (too many tries). The same statements and one scrypt run in every case.
 */
export async function signIn(
  ctx: UseCaseContext<VisitorActor>,
  deps: SignInDeps,
  request: SignInRequest,
): Promise<{ token: string; expiresAt: Date } | { refused: "wrong" | "blocked" }> {
  const email = readEmail(request.email) ?? "nobody"
  const account = `account:${sha256(email)}`
  const address = request.address === null ? null : `address:${sha256(request.address)}`
  const subjects = address === null ? [account] : [account, address]
  const now = ctx.now()
  const { account: found, counts } = await ctx.read.identity.tryAccount(email, subjects, now, WINDOW)
  if ((counts[0] ?? 0) > TRIES.account || (counts[1] ?? 0) > TRIES.address) return { refused: "blocked" }
  const right = await deps.verifyPassword(found?.credential.passwordHash ?? deps.decoyHash, request.password)
  if (!found || !right) return { refused: "wrong" }
  const token = deps.newToken()
  const id = ctx.newId()
  const expiresAt = new Date(now.getTime() + WEEK)
  await ctx.write({ key: id, action: "session.begin", result: null }, (store) => {
    store.identity.beginSession({
      id,
      tokenHash: deps.tokenHash(token),
      userId: found.user.id,
      createdAt: now.toISOString(),
      expiresAt: expiresAt.toISOString(),
      address: request.address,
      userAgent: request.userAgent?.slice(0, 200) ?? null,
    })
    store.identity.forgetAttempts(account)
    if (address !== null) store.identity.returnAttempt(address)
    const detail = { user: found.user.id }
    store.audit.record({
      id: ctx.newId(),
      at: now,
      action: "session.begin",
      entity: "session",
      entityId: id,
      detail,
    })
  })
  return { token, expiresAt }
}
