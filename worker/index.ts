import type { ExecutionContext } from "@cloudflare/workers-types"
import { createApp } from "./app.ts"
import { runJobs } from "./jobs/cron.ts"
import { exportWorkflow } from "./jobs/export-workflow.ts"
import { consumeMails, type MailBatch } from "./jobs/mail-queue.ts"
import { releaseWorkflow } from "./jobs/release-workflow.ts"
import { resumeJobs, STARTED } from "./jobs/resume.ts"
import { cellCodes, openAsset, openServices, systemServices } from "./services.ts"

const app = createApp(
  (request, env, background) => openServices(request, env, undefined, background),
  openAsset,
)

/** Runs a release; see jobs/release-workflow.ts. */
export class ReleaseWorkflow extends releaseWorkflow((env, cell) =>
  systemServices(env, "release-workflow", cell),
) {}

/** Makes the archive of an export; see jobs/export-workflow.ts. */
export class ExportWorkflow extends exportWorkflow((env, cell) =>
  systemServices(env, "export-workflow", cell),
) {}

export default {
  fetch: (request: Request, env: object, context: ExecutionContext) => app.fetch(request, env, context),
  scheduled: async ({ cron }: { cron: string }, env: object) => {
    const run = cron === STARTED ? resumeJobs : runJobs
    // At once, so that a city whose database hangs keeps none of the others waiting.
    await Promise.all(cellCodes(env).map((cell) => run(cell, (job) => systemServices(env, job, cell))))
  },
  queue: (batch: MailBatch, env: object) =>
    consumeMails(batch, (cell) => (cellCodes(env).includes(cell) ? systemServices(env, "mail", cell) : null)),
}
