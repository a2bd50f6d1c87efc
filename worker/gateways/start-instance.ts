import type { Workflow } from "@cloudflare/workers-types"
import { errorRecord } from "../domain/error-record.ts"

/** Creates a Workflow instance. What it is to do is stored, and the sweep starts what does not move. */
export async function startInstance(
  workflow: Workflow | undefined,
  event: "release" | "export",
  params: { cell: string; instanceId: string } & ({ releaseId: string } | { exportId: string }),
): Promise<void> {
  try {
    const created = await workflow?.create({ id: params.instanceId, params })
    // The answer is an RPC stub, which the runtime wants given back.
    ;(created as Partial<Disposable> | undefined)?.[Symbol.dispose]?.()
  } catch (error) {
    console.error(JSON.stringify({ level: "error", event, ...params, ...errorRecord(error) }))
  }
}
