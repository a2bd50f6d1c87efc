import type { SystemActor } from "../../worker/domain/actor.ts"
import type { UseCaseContext } from "../../worker/usecases/context.ts"
import type { ReleaseDeps } from "../../worker/usecases/release/release-run.ts"

/** Thrown where the process would have died. */
export class Killed extends Error {}

/** Counts every call that leaves the process, and dies instead of the one chosen (so: after the one before it). */
export interface Killing {
  calls: number
  /** The call, counted from 1, that never happens. */
  at: number
}

type Callable = (...args: unknown[]) => Promise<unknown>

function guarded(call: Callable, killing: Killing): Callable {
  return async (...args) => {
    if (++killing.calls >= killing.at) throw new Killed()
    return call(...args)
  }
}

/** The same object in a process that is killed at one of its calls. */
export function mortal<T extends object>(target: T, killing: Killing): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name)
      if (typeof value === "function") return guarded(value.bind(object) as Callable, killing)
      return typeof value === "object" && value !== null ? mortal(value, killing) : value
    },
  })
}

/** The same context and stores as given, in a process that is killed at one of their calls. */
export function dying<D extends object = ReleaseDeps>(
  ctx: UseCaseContext<SystemActor>,
  deps: D,
  killing: Killing,
): { ctx: UseCaseContext<SystemActor>; deps: D } {
  const write = guarded(ctx.write as Callable, killing) as UseCaseContext["write"]
  return { ctx: { ...ctx, read: mortal(ctx.read, killing), write }, deps: mortal(deps, killing) }
}
