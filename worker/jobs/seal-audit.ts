import { sealEvents } from "../usecases/audit/seal-events.ts"
import type { SystemServices } from "./system-services.ts"

/**
 * Cron: seals what was recorded since the last run. The log is told each chain's end, so that whoever keeps logs apart
 * from the database has hashes for `npm run audit -- verify --head`.
 */
export async function sealAudit({ context, release }: SystemServices): Promise<number> {
  const made = await sealEvents(context, release.digest)
  const end = made.at(-1)
  if (end) {
    const { number, hash } = end
    console.log(
      JSON.stringify({ level: "info", event: "audit_sealed", cell: context.cell, block: number, hash }),
    )
  }
  return made.length
}
