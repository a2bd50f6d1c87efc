import { sweep } from "./sweep.ts"
import type { SystemServices } from "./system-services.ts"

/** What runs every few minutes in every cell, by the name that its audit events carry. */
const jobs: Record<string, (services: SystemServices) => Promise<unknown>> = {
  "sweep-releases": sweep,
}

/** Runs all jobs of one cell; one that fails is logged and keeps none of the others from running. */
export async function runJobs(cell: string, open: (job: string) => SystemServices): Promise<void> {
  for (const [job, run] of Object.entries(jobs))
    try {
      await run(open(job))
    } catch (error) {
      console.error(JSON.stringify({ cell, job, error: String(error) }))
    }
}
