import { existsSync } from "node:fs"
import { mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { hashPassword } from "../../worker/gateways/password.ts"
import { secondFactors } from "../../worker/gateways/second-factor.ts"
import { startLibsqlServer } from "../libsql-server.ts"
import { migrate } from "../migrate.ts"
import { seedDemonstration } from "../seeding/seed-city.ts"
import { secretIn } from "./cells.ts"
import { endLeftRuntimes } from "./leftover.ts"
import { runSeededProgrammes } from "./programmes/run.ts"
import { releaseSeededQuarters } from "./release-seeded.ts"
import { openReleaseBucket } from "./runtime.ts"

/** What a data folder holds; cell.db comes last, so a folder with it is complete. */
const kept = ["r2", "secret", "cell.db"]

/** How large a city is made; what every first start makes when nothing is said. */
export interface CitySize {
  estates?: number
  endedQuarters?: number
  /** Whether the ended quarters are released and the programmes run. */
  released?: boolean
}

/** The programmes of the demonstration nominate that many estates, which filed in time in most of four quarters. */
const programmesNeed = { estates: 60, quarters: 4 }

async function seedInto(folder: string, progress: (line: string) => void, size: CitySize): Promise<void> {
  const { estates, endedQuarters, released = true } = size
  const database = await startLibsqlServer({ file: join(folder, "cell.db") })
  try {
    progress("建立数据库 · migrating")
    await migrate(database.url)
    progress("写入演示数据 · seeding the demonstration")
    const client = createClient({ url: database.url })
    const now = new Date()
    const secret = await secretIn(folder)
    const { toRelease, estates: made } = await seedDemonstration({
      client,
      now,
      estates,
      endedQuarters,
      hashPassword,
      seal: secondFactors(secret).seal,
    })
    client.close()
    if (!released) return
    const { bucket, close } = await openReleaseBucket(folder)
    try {
      await releaseSeededQuarters(database.url, bucket, toRelease, progress)
      if (made >= programmesNeed.estates && toRelease.length >= programmesNeed.quarters)
        await runSeededProgrammes(database.url, { bucket, secret, now, progress })
    } finally {
      await close()
    }
  } finally {
    await database.close()
  }
}

/**
 * Fills a data folder that has no database yet with the demonstration and its releases. It is made aside and moved in
 * by renaming, the database last: an interruption leaves nothing that a later start would take for complete.
 */
export async function seedOnFirstUse(
  data: string,
  progress: (line: string) => void,
  size: CitySize = {},
): Promise<void> {
  if (existsSync(join(data, "cell.db"))) return
  const aside = join(data, ".seeding")
  await endLeftRuntimes(aside, progress)
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  await seedInto(aside, progress, size)
  for (const name of kept) {
    if (!existsSync(join(aside, name))) continue
    await rm(join(data, name), { recursive: true, force: true })
    await rename(join(aside, name), join(data, name))
  }
  await rm(aside, { recursive: true, force: true })
}
