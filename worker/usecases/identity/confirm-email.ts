import type { VisitorActor } from "../../domain/actor.ts"
import { personalMark } from "../../domain/audit/personal-mark.ts"
import { DomainError } from "../../domain/errors.ts"
import { hasEmail } from "../../domain/identity/no-email.ts"
import { fields, readStored } from "../../domain/stored.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"

const linkOfEmail = fields(["string", "string"])

type ConfirmDeps = Pick<IdentityDeps, "tokens" | "newEmails">

/** The e-mail that a link carries, for the person whose link it is; null for a link of the e-mail that it has. */
async function newEmailOf({ newEmails }: ConfirmDeps, token: string, userId: string) {
  const plain = await newEmails.open(token)
  if (plain === null) return null
  const [owner, email] = readStored("link of a new e-mail", linkOfEmail, plain)
  return owner === userId ? email : null
}

/** Whose e-mail a link confirms, and which: the one that it has, or a new one. Null for a link that is not good (any more). */
export async function emailOwner(ctx: UseCaseContext<VisitorActor>, deps: ConfirmDeps, token: string) {
  const user = await ctx.read.proofs.find(deps.tokens.hash(token), "email", ctx.now())
  return user && { user, newEmail: await newEmailOf(deps, token, user.id) }
}

/**
 * Confirms an e-mail by a link, which is used up. A new one is from then on what the person signs in with; the old one is
 * told, and every other link of the person ends. Errors: DomainError conflict (`link_over`), stale (somebody has taken
 * the new one meanwhile).
 */
export async function confirmEmail(
  ctx: UseCaseContext<VisitorActor>,
  deps: ConfirmDeps,
  token: string,
): Promise<void> {
  const id = deps.tokens.hash(token)
  const owner = await emailOwner(ctx, deps, token)
  if (!owner) throw new DomainError("conflict", "link_over")
  const { user, newEmail } = owner
  const at = ctx.now()
  const salt = user.salt ?? ctx.newId()
  const action = newEmail === null ? "email.confirm" : "email.change"
  await ctx.write({ key: `proof/${id}`, action, result: null }, (store) => {
    store.proofs.use(id, at)
    if (newEmail === null) store.identity.confirmEmail(user.id, at)
    else {
      store.proofs.voidAll(user.id, at)
      store.identity.setEmail(user.id, { email: newEmail, salt, at })
      store.mails.warn(user.id, "email_changed", hasEmail(user.email) ? user.email : undefined)
    }
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "user",
      entityId: user.id,
      detail: {},
      before: {
        ...(newEmail !== null && { email: personalMark(salt, user.email) }),
        emailVerified: user.emailVerified,
      },
      after: { ...(newEmail !== null && { email: personalMark(salt, newEmail) }), emailVerified: true },
      visitor: { userId: user.id },
    })
  })
}
