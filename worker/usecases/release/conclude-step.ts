import { finish } from "./finish-step.ts"
import type { ReleaseRun } from "./release-run.ts"

/** A preliminary release stands: no pointer moves, nothing public changes, and no year follows. */
export async function concludeStep(run: ReleaseRun): Promise<null> {
  const at = run.ctx.now()
  return finish(
    run,
    { result: null, at, action: "release.conclude", once: "conclude", state: "preliminary" },
    (store) => store.releases.conclude(run.release, at),
  )
}
