import { errorRecord } from "../domain/error-record.ts"
import { outdatedKinds } from "../domain/retention.ts"
import { pruneAudit } from "../usecases/audit/prune-audit.ts"
import { recheckAwards } from "../usecases/award/recheck-awards.ts"
import { removeExpiredExports } from "../usecases/export/remove-expired-exports.ts"
import { sweepExports } from "../usecases/export/sweep-exports.ts"
import { deleteDueOrganisations } from "../usecases/leaving/delete-organisation.ts"
import { remindDeadlines } from "../usecases/mail/remind-deadlines.ts"
import { sendDigests } from "../usecases/mail/send-digests.ts"
import { publishArchives } from "../usecases/programme/publish-archives.ts"
import { removeFiles } from "../usecases/retention/remove-files.ts"
import { removeOutdated } from "../usecases/retention/remove-outdated.ts"
import { weighSubmissions } from "../usecases/submission/weigh-submissions.ts"
import { requeue } from "./requeue-mails.ts"
import { sealAudit } from "./seal-audit.ts"
import { sweep } from "./sweep.ts"
import type { SystemServices } from "./system-services.ts"

type Job = (services: SystemServices) => Promise<unknown>

/** Retention: one job for each kind of row that is kept for a time only (domain/retention.ts). */
const retention = Object.fromEntries(
  outdatedKinds.map((kind): [string, Job] => [
    `forget-${kind}`,
    ({ context }) => removeOutdated(context, kind),
  ]),
)

/** What runs every few minutes in every cell, by the name that its audit events carry. */
const jobs: Record<string, Job> = {
  "sweep-releases": sweep,
  "requeue-mails": requeue,
  // Before the digests, which take up what it writes.
  "remind-deadlines": ({ context, mail }) => remindDeadlines(context, mail.pages),
  "send-digests": ({ context, mail }) => sendDigests(context, mail.inbox),
  "weigh-submissions": ({ context }) => weighSubmissions(context),
  "sweep-exports": ({ context, startExport }) => sweepExports(context, startExport),
  "remove-exports": ({ context, exports }) => removeExpiredExports(context, exports.archive),
  "forget-attachments": ({ context, attachments }) => removeFiles(context, attachments),
  "delete-organisations": ({ context }) => deleteDueOrganisations(context),
  "recheck-awards": ({ context, recheck }) => recheckAwards(context, recheck),
  "publish-archives": ({ context, programmeArchives }) => publishArchives(context, programmeArchives),
  ...retention,
  "prune-audit": ({ context }) => pruneAudit(context),
  // After what it seals, which the others recorded.
  "seal-audit": sealAudit,
  // Last: /readyz says how long ago cron came to its end.
  "mark-cron": ({ context, cronMark }) => cronMark.set(context.now()),
}

/** Runs all jobs of one cell; one that fails is logged and keeps none of the others from running. */
export async function runJobs(cell: string, open: (job: string) => SystemServices): Promise<void> {
  for (const [job, run] of Object.entries(jobs))
    try {
      await run(open(job))
    } catch (error) {
      console.error(JSON.stringify({ level: "error", event: "job", cell, job, ...errorRecord(error) }))
    }
}
