import { mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { passwords } from "../../worker/gateways/password.ts"
import { secondFactors } from "../../worker/gateways/second-factor.ts"
import { openClient } from "../database-client.ts"
import { startLibsqlServer } from "../libsql-server.ts"
import { migrate } from "../migrate.ts"
import { seedDemonstration } from "../seeding/seed-city.ts"
import { secretIn } from "./cells.ts"
import { asideOf, isFinished, markFinished, moveIn } from "./finished-seed.ts"
import { endLeftRuntimes } from "./leftover.ts"
import { withLock } from "./lock.ts"
import { runSeededProgrammes } from "./programmes/run.ts"
import { releaseSeededQuarters } from "./release-seeded.ts"
import { openReleaseBucket } from "./runtime.ts"

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
    const client = openClient({ url: database.url })
    const now = new Date()
    const secret = await secretIn(folder)
    const { toRelease, estates: made } = await seedDemonstration({
      client,
      now,
      estates,
      endedQuarters,
      hashPassword: passwords.hash,
      seal: secondFactors(secret).seal,
    })
    client.close()
    if (!released) return
    const { bucket, close } = await openReleaseBucket(folder)
    try {
      await releaseSeededQuarters(database.url, bucket, toRelease, progress, { secret })
      if (made >= programmesNeed.estates && toRelease.length >= programmesNeed.quarters)
        await runSeededProgrammes(database.url, { bucket, secret, now, progress })
    } finally {
      await close()
    }
  } finally {
    await database.close()
  }
}

/** Makes the demonstration in a folder aside and moves it in, or moves in what an interrupted start has made. */
async function fill(data: string, size: CitySize, progress: (line: string) => void): Promise<void> {
  const aside = asideOf(data)
  await endLeftRuntimes(aside, progress)
  if (!isFinished(data)) {
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside, { recursive: true })
    await seedInto(aside, progress, size)
    await markFinished(data)
  }
  await moveIn(data)
}

/**
 * The process that seeds a data folder, told which and how large a city by its arguments; it ends with whoever started it. SQLite keeps
 * what it shares with other processes by the file's old path, so who has seeded a database must not serve it.
 */
async function main([data = "", size = "{}"]: string[]): Promise<void> {
  const orphaned = () => process.exit(1)
  process.once("disconnect", orphaned)
  // One whose starter was killed may be ending still.
  await withLock(join(data, "seeding.lock"), () =>
    fill(data, JSON.parse(size), (line) => process.send?.(line)),
  )
  process.off("disconnect", orphaned)
  process.disconnect()
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
