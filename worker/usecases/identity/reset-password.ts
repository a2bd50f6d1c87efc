import type { VisitorActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { passwordFaults } from "../../domain/identity/password.ts"
import { signInValues } from "../../domain/identity/sign-in-id.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"
import { ownTry, triesToSignIn } from "./tries.ts"

type ReadCtx = Pick<UseCaseContext<VisitorActor>, "read" | "now">

/** The keys that the person of a link has made and that still work: a reset offers to end them. */
export function ownKeys(ctx: ReadCtx, user: { id: string }) {
  return ctx.read.proofs.keysOf(user.id, ctx.now())
}

/** The e-mail of the person that a link for a new password was sent to; null for a link that is not good (any more). */
export async function resetOwner(
  ctx: UseCaseContext<VisitorActor>,
  { tokens }: Pick<IdentityDeps, "tokens">,
  token: string,
) {
  return ctx.read.proofs.find(tokens.hash(token), "reset", ctx.now())
}

/**
 * Sets a new password by a link: all sessions and other links of the person end, its tries are forgotten, its e-mail is
 * confirmed. Keys that it made end when it wants that, the others stay. Errors: DomainError conflict (`link_over`), invalid (faults at `password`).
 */
export async function resetPassword(
  ctx: UseCaseContext<VisitorActor>,
  deps: IdentityDeps,
  { token, password, endKeys }: { token: string; password: string; endKeys: boolean },
): Promise<{ userId: string; names: string[] }> {
  const id = deps.tokens.hash(token)
  const user = await resetOwner(ctx, deps, token)
  if (!user) throw new DomainError("conflict", "link_over")
  const faults = passwordFaults(password, user)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const keys = endKeys ? await ownKeys(ctx, user) : []
  const hash = await deps.passwords.hash(password)
  const at = ctx.now()
  await ctx.write({ key: `proof/${id}`, action: "password.reset", result: null }, (store) => {
    store.proofs.use(id, at)
    store.proofs.voidAll(user.id, at)
    store.identity.setPassword(user.id, hash, at)
    store.identity.confirmEmail(user.id, at)
    store.identity.forgetTries([triesToSignIn(user.id), ownTry("account", { userId: user.id })])
    store.sessions.endAll(user.id)
    store.mails.warn(user.id, "password_changed")
    if (keys.length > 0)
      store.apiKeys.revokeAll(
        keys.map((key) => key.id),
        at,
      )
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "password.reset",
      entity: "user",
      entityId: user.id,
      detail: {},
      before: { emailVerified: user.emailVerified },
      after: { emailVerified: true },
      visitor: { userId: user.id },
    })
    for (const key of keys)
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "key.revoke",
        entity: "key",
        entityId: key.id,
        detail: { prefix: key.prefix, by: "password_reset" },
        before: { revokedAt: null },
        after: { revokedAt: at.toISOString() },
        visitor: { userId: user.id, organisationId: key.organisationId },
      })
  })
  return { userId: user.id, names: signInValues(user) }
}
