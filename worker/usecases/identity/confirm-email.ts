import type { VisitorActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "./deps.ts"

/** Whose e-mail a link confirms; null for a link that is not good (any more). */
export async function emailOwner(
  ctx: UseCaseContext<VisitorActor>,
  { tokens }: Pick<IdentityDeps, "tokens">,
  token: string,
) {
  return ctx.read.proofs.find(tokens.hash(token), "email", ctx.now())
}

/** Confirms an e-mail by a link, which is used up. Errors: DomainError conflict (`link_over`). */
export async function confirmEmail(
  ctx: UseCaseContext<VisitorActor>,
  deps: Pick<IdentityDeps, "tokens">,
  token: string,
): Promise<void> {
  const id = deps.tokens.hash(token)
  const user = await emailOwner(ctx, deps, token)
  if (!user) throw new DomainError("conflict", "link_over")
  const at = ctx.now()
  await ctx.write({ key: `proof/${id}`, action: "email.confirm", result: null }, (store) => {
    store.proofs.use(id, at)
    store.identity.confirmEmail(user.id, at)
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "email.confirm",
      entity: "user",
      entityId: user.id,
      detail: {},
      before: { emailVerified: user.emailVerified },
      after: { emailVerified: true },
      visitor: { userId: user.id },
    })
  })
}
