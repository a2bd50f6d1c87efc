import type { VisitorActor } from "../../domain/actor.ts"
import { blockedUntil, limits, type Try } from "../../domain/identity/attempts.ts"
import { readEmail } from "../../domain/identity/email.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { type LetterDeps, securityMail } from "./letters.ts"
import { addressTry, emailTry, type Refusal } from "./tries.ts"

export interface SignInRequest {
  email: string
  password: string
  address: string | null
  userAgent: string | null
}

/** A session's cookie: its token, and until when it lasts. */
export interface NewSession {
  token: string
  expiresAt: Date
}

export const sessionDays = 7
/** A session whose second factor is still to come lasts no longer than that. */
const DUE_MINUTES = 15

/** When a session that begins now ends. */
export function sessionEnd(now: Date, due = false): Date {
  return new Date(now.getTime() + (due ? DUE_MINUTES * 60_000 : sessionDays * 86_400_000))
}

/** Nobody: what is written for it is not stored. */
const nobody = "unknown"

/** The first try of a window that is refused is told to the audit and to the person; the others add nothing. */
async function tellBlocked(
  ctx: UseCaseContext<VisitorActor>,
  deps: LetterDeps,
  { userId = nobody, email }: { userId?: string; email: string },
): Promise<void> {
  const mail = await securityMail(ctx, deps, email, "attempts_limited")
  await ctx.write({ key: mail.id, action: "session.block", result: null }, (store) => {
    store.mails.addFor(userId, mail)
    store.audit.record({
      id: ctx.newId(),
      at: mail.at,
      action: "session.block",
      entity: "user",
      entityId: userId,
      detail: {},
    })
  })
  deps.outbox.notify(mail.id)
}

/**
 * Signs a person in: counts the try, checks the password, begins a session. Answers the session and whether its second
 * factor is due, or why not. The same statements and one scrypt run whether or not there is such an account.
 */
export async function signIn(
  ctx: UseCaseContext<VisitorActor>,
  deps: IdentityDeps & LetterDeps,
  request: SignInRequest,
): Promise<(NewSession & { due: boolean }) | Refusal> {
  const { passwords, tokens } = deps
  const email = readEmail(request.email) ?? request.email.trim().toLowerCase()
  const account = emailTry("account", email)
  const address = addressTry("address", request.address)
  const now = ctx.now()
  const { account: found, counted } = await ctx.read.identity.tryEmail(email, [account, ...address], now)
  const until = blockedUntil(counted)
  if (until) {
    const first = counted.some((one) => one.limited === "account" && one.count === limits.account.tries + 1)
    if (first) await tellBlocked(ctx, deps, { userId: found?.user.id, email })
    return { refused: "blocked", until }
  }
  const right = await passwords.verify(
    found?.credential.passwordHash ?? passwords.decoyHash,
    request.password,
  )
  if (!found || !right) return { refused: "wrong" }
  const due = found.factorSince !== null
  const token = tokens.make()
  const expiresAt = sessionEnd(now, due)
  const session = { tokenHash: tokens.hash(token), userId: found.user.id, expiresAt: expiresAt.toISOString() }
  await begin(ctx, { session, request, tries: { account, address } })
  return { token, expiresAt, due }
}

async function begin(
  ctx: UseCaseContext<VisitorActor>,
  begun: {
    session: { tokenHash: string; userId: string; expiresAt: string }
    request: SignInRequest
    tries: { account: Try; address: Try[] }
  },
): Promise<void> {
  const { session, request, tries } = begun
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
