import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from "cloudflare:workers"
import { type Advanced, advanceRelease } from "../usecases/release/advance-release.ts"
import type { OpenSystemServices } from "./system-services.ts"

/** What a Workflow instance is started with; its own id is the instance that holds the release. */
export interface ReleaseParams {
  releaseId: string
  instanceId: string
}

/**
 * The Workflow that runs a release step by step, and after it the year's release that it calls for. A step that fails
 * is tried again three times; then the instance ends and the sweep starts another.
 */
export function releaseWorkflow(open: OpenSystemServices) {
  return class ReleaseWorkflow extends WorkflowEntrypoint<object, ReleaseParams> {
    override async run(event: Readonly<WorkflowEvent<ReleaseParams>>, step: WorkflowStep): Promise<void> {
      let current: ReleaseParams | null = { ...event.payload }
      for (let number = 1; current; number++) {
        const requested: ReleaseParams = current
        const { done, next }: Advanced = await step.do(
          `${requested.releaseId} ${number}`,
          { retries: { limit: 3, delay: "2 seconds" }, timeout: "5 minutes" },
          async () => {
            const { context, release } = open(this.env)
            return advanceRelease(context, release, requested)
          },
        )
        if (done) current = next
      }
    }
  }
}
