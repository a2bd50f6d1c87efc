import type { Stores } from "../../data/stores.ts"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import type { ReleaseRun } from "./release-run.ts"

interface Finish<T> {
  result: T
  at: Date
  /** Of its event. */
  action: `release.${string}`
  /** The end of the idempotency key: once for each release. */
  once: string
  state: "final" | "preliminary"
}

/** The last write of a release, with its event. */
export async function finish<T>(
  { ctx, release }: ReleaseRun,
  { result, at, action, once, state }: Finish<T>,
  change: (store: Stores) => void,
): Promise<T> {
  const { id, period, number, manifestHash, preliminary } = release
  const written = await ctx.write({ key: `${id}/${once}`, action, result }, (store) => {
    change(store)
    store.audit.record({
      ...{ id: ctx.newId(), at, action, entity: "release", entityId: id },
      detail: { period, ...(preliminary && { number }), manifestHash },
      ...changedFields({ state: release.state, stage: release.stage }, { state, stage: "done" }),
    })
  })
  return written.result
}
