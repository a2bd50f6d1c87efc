import { mkdir, rename, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { hashPassword } from "../../worker/gateways/password.ts"
import { secondFactors } from "../../worker/gateways/second-factor.ts"
import { openClient } from "../database-client.ts"
import { startLibsqlServer } from "../libsql-server.ts"
import { migrate } from "../migrate.ts"
import { seedDemonstration } from "../seed.ts"
import { secretIn } from "./cells.ts"
import { endLeftRuntimes } from "./leftover.ts"
import { withLock } from "./lock.ts"
import { runSeededProgrammes } from "./programmes/run.ts"
import { releaseSeededQuarters } from "./release-seeded.ts"
import { openReleaseBucket } from "./runtime.ts"

/** What a data folder holds; cell.db comes last, so a folder with it is complete. */
const kept = ["r2", "secret", "cell.db"]

async function seedInto(folder: string, progress: (line: string) => void): Promise<void> {
  const database = await startLibsqlServer({ file: join(folder, "cell.db") })
  try {
    progress("建立数据库 · migrating")
    await migrate(database.url)
    progress("写入演示数据 · seeding the demonstration")
    const client = openClient({ url: database.url })
    const now = new Date()
    const secret = await secretIn(folder)
    const { toRelease } = await seedDemonstration({
      client,
      now,
      hashPassword,
      seal: secondFactors(secret).seal,
    })
    client.close()
    const { bucket, close } = await openReleaseBucket(folder)
    try {
      await releaseSeededQuarters(database.url, bucket, toRelease, progress)
      await runSeededProgrammes(database.url, { bucket, secret, now, progress })
    } finally {
      await close()
    }
  } finally {
    await database.close()
  }
}

/** Makes the demonstration in a folder aside and moves it in by renaming, the database last. */
async function fill(data: string, progress: (line: string) => void): Promise<void> {
  const aside = join(data, ".seeding")
  await endLeftRuntimes(aside, progress)
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  await seedInto(aside, progress)
  const log = await stat(join(aside, "cell.db-wal")).catch(() => null)
  if (log && log.size > 0) throw new Error("the seeded database was not copied out of its log")
  for (const name of kept) {
    await rm(join(data, name), { recursive: true, force: true })
    await rename(join(aside, name), join(data, name))
  }
  await rm(aside, { recursive: true, force: true })
}

/**
 * The process that seeds a data folder, told which by its one argument; it ends with whoever started it. SQLite keeps
 * what it shares with other processes by the file's old path, so who has seeded a database must not serve it.
 */
async function main(data: string): Promise<void> {
  const orphaned = () => process.exit(1)
  process.once("disconnect", orphaned)
  // One whose starter was killed may be ending still.
  await withLock(join(data, "seeding.lock"), () => fill(data, (line) => process.send?.(line)))
  process.off("disconnect", orphaned)
  process.disconnect()
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
