import type { Stores } from "../../data/stores.ts"
import type { SystemActor } from "../../domain/actor.ts"
import type { UseCaseContext } from "../context.ts"

/** One step of the outbox in one batch with its event; once for its key. Answers whether it was done just now. */
export async function mailStep(
  ctx: UseCaseContext<SystemActor>,
  step: { key: string; action: string; about: string; detail: Record<string, string | number> },
  change: (store: Stores) => void,
): Promise<boolean> {
  const { key, action, about, detail } = step
  const at = ctx.now()
  const { repeated } = await ctx.write({ key, action, result: null }, (store) => {
    change(store)
    store.audit.record({ id: ctx.newId(), at, action, entity: "mail", entityId: about, detail })
  })
  return !repeated
}
