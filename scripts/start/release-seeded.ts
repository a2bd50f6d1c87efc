import { randomBytes, randomUUID } from "node:crypto"
import { openDatabase } from "../../worker/data/database.ts"
import { openData } from "../../worker/data/open.ts"
import type { SystemActor } from "../../worker/domain/actor.ts"
import { isolateMemory } from "../../worker/domain/memory.ts"
import type { Bucket } from "../../worker/gateways/content-store.ts"
import { workingDays } from "../../worker/gateways/working-days.ts"
import { linksAt } from "../../worker/http/clock-links.ts"
import { releaseDepsOf } from "../../worker/services/release.ts"
import type { UseCaseContext } from "../../worker/usecases/context.ts"
import { refuseUndeclared } from "../../worker/usecases/perform.ts"
import { runRelease } from "../../worker/usecases/release/advance-release.ts"
import { requestRelease } from "../../worker/usecases/release/request-release.ts"
import { openClient, SCRIPT_DEADLINE_MS } from "../database-client.ts"
import { mainCity } from "./cells.ts"

const hour = 3_600_000

function seedingContext(cell: string, url: string, now: () => Date): UseCaseContext<SystemActor> {
  const actor: SystemActor = { kind: "system", job: "seed" }
  const data = openData(openDatabase({ url, deadlineMs: SCRIPT_DEADLINE_MS }), actor)
  const write: UseCaseContext["write"] = (command, change) => data.write({ ...command, at: now() }, change)
  const { read, outrun } = data
  return {
    actor,
    cell,
    now,
    newId: randomUUID,
    calendar: workingDays,
    ...linksAt("http://localhost"),
    read,
    write,
    outrun,
    undeclared: refuseUndeclared,
  }
}

/** When the last district closed a quarter, in milliseconds. */
async function closedAt(url: string, quarter: string): Promise<number> {
  const client = openClient({ url })
  try {
    const { rows } = await client.execute({
      sql: "select max(closed_at) as at from closings where quarter = ?",
      args: [quarter],
    })
    return Date.parse(String(rows[0]?.["at"]))
  } finally {
    client.close()
  }
}

/**
 * Releases seeded quarters, oldest first, by the very use case that the city's button calls, dated a day after the last
 * district closed. `bucket` is the one that the Worker will read,
 * `secret` the cell's, under which exact inputs are digested; one that is thrown away where nothing is said.
 */
export async function releaseSeededQuarters(
  url: string,
  bucket: Bucket,
  quarters: readonly string[],
  progress: (line: string) => void,
  { cell = mainCity, secret = randomBytes(32).toString("hex") } = {},
): Promise<void> {
  const deps = releaseDepsOf(bucket, { code: cell, secret }, isolateMemory)
  for (const quarter of quarters) {
    progress(`发布 ${quarter} · releasing`)
    const at = (await closedAt(url, quarter)) + 24 * hour
    const ctx = seedingContext(cell, url, () => new Date(at))
    const command = { period: quarter, key: `seed/${quarter}` }
    await requestRelease(
      ctx,
      (releaseId, instanceId) => runRelease(ctx, deps, { releaseId, instanceId }),
      command,
    )
  }
}
