import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers"
import { safeError } from "../domain/error-record.ts"
import { type Advanced, advanceRelease } from "../usecases/release/advance-release.ts"
import type { RequestedRelease } from "../usecases/release/request-release.ts"
import type { OpenSystemServices, ReleaseParams } from "./system-services.ts"

/**
 * The Workflow that runs a release step by step, and after it the year's release that it calls for. A step that fails
 * is tried again three times; then the instance ends and the sweep starts another. An instance for a cell that the
 * Worker does not have ends at once.
 */
export function releaseWorkflow(open: OpenSystemServices) {
  return class ReleaseWorkflow extends WorkflowEntrypoint<object, ReleaseParams> {
    override async run(event: Readonly<WorkflowEvent<ReleaseParams>>, step: WorkflowStep): Promise<void> {
      const { cell, releaseId, instanceId } = event.payload
      open(this.env, cell)
      let current: Advanced["next"] = { releaseId, instanceId }
      for (let number = 1; current; number++) {
        const requested: RequestedRelease = current
        const { done, next }: Advanced = await step.do(
          `${requested.releaseId} ${number}`,
          { retries: { limit: 3, delay: "2 seconds" }, timeout: "5 minutes" },
          async () => {
            try {
              const { context, release } = open(this.env, cell)
              return await advanceRelease(context, release, requested)
            } catch (error) {
              throw safeError(error)
            }
          },
        )
        if (done) current = next
      }
    }
  }
}
