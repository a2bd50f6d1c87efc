import type { VisitorActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import type { IdentityDeps } from "../identity/deps.ts"
import { resetConflict } from "./reset-conflict.ts"
import { stopped } from "./stop-reset.ts"

/** Whose request a letter's link stops; null for a link that is not good (any more). */
export async function resetOfLetter(
  ctx: UseCaseContext<VisitorActor>,
  { tokens }: Pick<IdentityDeps, "tokens">,
  token: string,
) {
  return ctx.read.proofs.find(tokens.hash(token), "factor", ctx.now())
}

/**
 * Stops the request that a letter told its owner of. Two round trips before the write. Errors: DomainError conflict
 * (`link_over`, `reset_over`).
 */
export async function stopByLetter(
  ctx: UseCaseContext<VisitorActor>,
  deps: Pick<IdentityDeps, "tokens">,
  token: string,
): Promise<void> {
  const user = await resetOfLetter(ctx, deps, token)
  if (!user) throw new DomainError("conflict", "link_over")
  const id = await ctx.read.factorResets.ofUser(user.id, ctx.now())
  if (id === null) throw new DomainError("conflict", "reset_over")
  const proof = deps.tokens.hash(token)
  const at = ctx.now()
  const action = "factor_reset.stop"
  const writing = ctx.write({ key: `proof/${proof}`, action, result: null }, (store) => {
    store.proofs.use(proof, at)
    store.factorResets.stop(id, null, at)
    const what = { entity: "factor_reset", entityId: id, detail: { by: "letter" }, ...stopped }
    store.audit.record({ id: ctx.newId(), at, action, ...what, visitor: { userId: user.id } })
  })
  await resetConflict("reset_over", writing)
}
