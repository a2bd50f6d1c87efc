import type { Env } from "../env.ts"
import { contentStore } from "../gateways/content-store.ts"
import { cronMark, type MarkBucket } from "../gateways/cron-mark.ts"
import { freeDisk, lastBackup } from "../gateways/disk.ts"
import type { ReadinessProbes } from "../usecases/running/check-readiness.ts"

/** When cron ran last for a cell. */
export const cronMarkOf = (env: Env, cell: string) =>
  cronMark(env.RELEASES as unknown as MarkBucket, { cell })

/** What is looked at to say whether a cell can serve. */
export function openProbes(
  env: Env,
  { code, now, database }: { code: string } & Pick<ReadinessProbes, "now" | "database">,
): ReadinessProbes {
  const files = contentStore(env.RELEASES, { cell: code, folder: "releases" })
  return {
    now,
    database,
    lastCron: async () => cronMarkOf(env, code).last(),
    manifest: async ({ period, hash }) => files.check(period, { hash, form: "value" }),
    freeDisk: freeDisk(env.DISK),
    lastBackup: lastBackup(env.BACKUPS),
    mail: !env.SMTP_URL || !env.MAIL_FROM || !env.MAIL_QUEUE ? null : { plain: env.SMTP_PLAIN === "yes" },
  }
}
