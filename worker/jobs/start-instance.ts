import type { Workflow } from "@cloudflare/workers-types"
import { errorRecord } from "../domain/error-record.ts"
import type { StartExport } from "../usecases/export/export-run.ts"
import type { StartRelease } from "../usecases/release/start-release.ts"
import type { ExportParams, ReleaseParams } from "./system-services.ts"

interface Workflows {
  RELEASE_WORKFLOW?: Workflow | undefined
  EXPORT_WORKFLOW?: Workflow | undefined
}

/** Creates a Workflow instance. What it is to do is stored, and the sweep starts what does not move. */
async function startInstance(
  workflow: Workflow | undefined,
  event: "release" | "export",
  params: ReleaseParams | ExportParams,
): Promise<void> {
  try {
    const created = await workflow?.create({ id: params.instanceId, params })
    // The answer is an RPC stub, which the runtime wants given back.
    ;(created as Partial<Disposable> | undefined)?.[Symbol.dispose]?.()
  } catch (error) {
    console.error(JSON.stringify({ level: "error", event, ...params, ...errorRecord(error) }))
  }
}

/** What sets releases and exports of a cell to work, by the Workflows of the Worker. */
export function startersOf(
  env: Workflows,
  cell: string,
): { startRelease: StartRelease; startExport: StartExport } {
  return {
    startRelease: (releaseId, instanceId) =>
      startInstance(env.RELEASE_WORKFLOW, "release", { cell, releaseId, instanceId }),
    startExport: (exportId, instanceId) =>
      startInstance(env.EXPORT_WORKFLOW, "export", { cell, exportId, instanceId }),
  }
}
