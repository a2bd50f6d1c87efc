import type { Actor } from "../../worker/domain/actor.ts"
import type { UseCaseContext } from "../../worker/usecases/context.ts"

/**
 * A request's context in which something else happens, once, after everything was read and before anything is written.
 */
export function meanwhile<A extends Actor>(
  ctx: UseCaseContext<A>,
  happens: () => Promise<unknown>,
): UseCaseContext<A> {
  let happened = false
  return {
    ...ctx,
    async write(command, change) {
      if (!happened) {
        happened = true
        await happens()
      }
      return ctx.write(command, change)
    },
  }
}
