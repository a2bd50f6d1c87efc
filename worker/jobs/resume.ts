import { errorRecord } from "../domain/error-record.ts"
import { sweepExports } from "../usecases/export/sweep-exports.ts"
import { requeueMails } from "../usecases/mail/requeue-mails.ts"
import { sweepReleases } from "../usecases/release/restart-release.ts"
import type { SystemServices } from "./system-services.ts"

/** The cron expression that a runtime of one machine calls the scheduled handler with when it has started. */
export const STARTED = "@started"

/** What a runtime that was killed has left, under the names that the jobs carry which find it otherwise. */
const left: Record<string, (services: SystemServices) => Promise<unknown>> = {
  "sweep-releases": ({ context, startRelease }) => sweepReleases(context, startRelease, 0),
  "sweep-exports": ({ context, startExport }) => sweepExports(context, startExport, 0),
  "requeue-mails": ({ context, mail }) => requeueMails(context, mail.tellQueue, true),
}

/**
 * Goes on with the releases, exports and letters of one cell that were under way when its runtime ended: where workflows
 * and queues end with the process, nobody else works on them. A runner that lives all the same loses its hold, no more.
 */
export async function resumeJobs(cell: string, open: (job: string) => SystemServices): Promise<void> {
  for (const [job, run] of Object.entries(left))
    try {
      await run(open(job))
    } catch (error) {
      console.error(JSON.stringify({ level: "error", event: "job", cell, job, ...errorRecord(error) }))
    }
}
