import type { Env } from "../env.ts"
import { startInstance } from "../gateways/start-instance.ts"
import type { StartExport } from "../usecases/export/export-run.ts"
import type { StartRelease } from "../usecases/release/start-release.ts"

/** What starts the long works of a cell: each runs by itself from then on. */
export function startersOf(env: Env, cell: string): { startRelease: StartRelease; startExport: StartExport } {
  return {
    startRelease: (releaseId, instanceId) =>
      startInstance(env.RELEASE_WORKFLOW, "release", { cell, releaseId, instanceId }),
    startExport: (exportId, instanceId) =>
      startInstance(env.EXPORT_WORKFLOW, "export", { cell, exportId, instanceId }),
  }
}
