import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { resetConflict } from "./reset-conflict.ts"

const action = "factor_reset.stop"
/** What changes of a request that is stopped. */
export const stopped = { before: { state: "open" }, after: { state: "stopped" } }

/** Stops a request that waits, by whoever may. Errors: conflict (`reset_over`). */
export async function stopFactorReset(
  ctx: UseCaseContext<MemberActor>,
  reset: { id: string; userId: string; organisationId: string | null },
  { key }: { key: string },
): Promise<void> {
  const at = ctx.now()
  const writing = ctx.write({ key, action, result: null }, (store) => {
    store.factorResets.stop(reset.id, ctx.actor.memberId, at)
    store.proofs.voidAll(reset.userId, at, "factor")
    const what = { entity: "factor_reset", entityId: reset.id, detail: {}, ...stopped }
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      ...what,
      concerns: reset.organisationId ?? undefined,
    })
  })
  await resetConflict("reset_over", writing)
}

/** Stops the actor's own request that waits; one more round trip. Errors: conflict (`reset_over`). */
export async function stopOwnReset(
  ctx: UseCaseContext<MemberActor>,
  command: { key: string },
): Promise<void> {
  const { userId } = ctx.actor
  const id = await ctx.read.factorResets.ofUser(userId, ctx.now())
  if (id === null) throw new DomainError("conflict", "reset_over")
  await stopFactorReset(ctx, { id, userId, organisationId: null }, command)
}

/** Whoever passes its second factor has not lost it: a request that waits stops, in the batch of passing. */
export function stopOnPassing(
  store: Stores,
  { newId, now }: Pick<UseCaseContext, "newId" | "now">,
  { id, visitor }: { id: string | null; visitor?: { userId: string } },
): void {
  if (id === null) return
  store.factorResets.stopIfOpen(id, now())
  const what = { entity: "factor_reset", entityId: id, detail: { by: "passed" }, ...stopped }
  store.audit.record({ id: newId(), at: now(), action, ...what, visitor })
}
