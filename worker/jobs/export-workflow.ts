import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers"
import { safeError } from "../domain/error-record.ts"
import { advanceExport } from "../usecases/export/advance-export.ts"
import type { ExportParams, OpenSystemServices } from "./system-services.ts"

/** Pages that one step of the Workflow makes: an instance has no more than 1,024 steps. */
const PAGES_A_STEP = 5

/**
 * The Workflow that makes an export's archive. What it has made stands in the export's row and in R2, so a step that is
 * tried again goes on where it was; when the instance ends, the sweep starts another.
 */
export function exportWorkflow(open: OpenSystemServices) {
  return class ExportWorkflow extends WorkflowEntrypoint<object, ExportParams> {
    override async run(event: Readonly<WorkflowEvent<ExportParams>>, step: WorkflowStep): Promise<void> {
      const { cell, exportId, instanceId } = event.payload
      for (let number = 1, done = false; !done; number++)
        done = await step.do(
          `${exportId} ${number}`,
          { retries: { limit: 3, delay: "2 seconds" }, timeout: "5 minutes" },
          async () => {
            try {
              for (let page = 0; page < PAGES_A_STEP; page++) {
                const { context, exports } = open(this.env, cell)
                if (await advanceExport(context, exports, { exportId, instanceId })) return true
              }
              return false
            } catch (error) {
              throw safeError(error)
            }
          },
        )
    }
  }
}
