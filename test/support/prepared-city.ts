import { randomUUID } from "node:crypto"
import { existsSync } from "node:fs"
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { type SeedSummary, seedBase, seedDemonstration } from "../../scripts/seeding/seed-city.ts"
import { folderBucket } from "../../scripts/serve/bucket.ts"
import { releaseSeededQuarters } from "../../scripts/start/release-seeded.ts"
import { secondFactors } from "../../worker/gateways/second-factor.ts"
import { quickPasswords } from "./quick-passwords.ts"
import type { TestBucket } from "./root.ts"

/**
 * Cities that many test files begin with are made once a run, by the same migrations and seeds, and copied: a folder with
 * `cell.db` and, where quarters are released, `objects`.
 */
interface SeededCity {
  folder: string
  summary: SeedSummary
}

/** Of this run of vitest (test/cities.ts), or of this process. */
let cities: Promise<string> | undefined
const making = new Map<string, Promise<string>>()

function citiesFolder(): Promise<string> {
  const given = process.env["TEST_CITIES"]
  cities ??= given ? Promise.resolve(given) : mkdtemp(join(tmpdir(), "shige-cities-"))
  return cities
}

/** The folder of that name, made by `make` in a folder aside unless some file of this run has made it. */
async function prepared(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const all = await citiesFolder()
  const folder = join(all, name)
  if (existsSync(folder)) return folder
  const aside = join(all, `making-${randomUUID()}`)
  await mkdir(aside, { recursive: true })
  await make(aside)
  // Another process may have been faster: then its folder is as good.
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }))
  return folder
}

function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const made = making.get(name) ?? prepared(name, make)
  making.set(name, made)
  return made
}

/** A city with all migrations, places and the edition, and nothing else. */
export function migratedCity(): Promise<string> {
  return once("migrated", async (folder) => {
    const url = `file:${join(folder, "cell.db")}`
    await migrate(url)
    const client = createClient({ url })
    await seedBase(client, new Date("2024-01-02T00:00:00Z"))
    await client.execute("pragma wal_checkpoint(truncate)")
    client.close()
  })
}

async function seedInto(
  folder: string,
  how: { now: Date; estates: number; released: number; secret: string },
) {
  const { now, estates, released, secret } = how
  await copyCity(await migratedCity(), folder)
  const server = await startLibsqlServer({ file: join(folder, "cell.db") })
  const client = createClient({ url: server.url })
  const { seal } = secondFactors(secret)
  const summary = await seedDemonstration({ client, now, estates, hashPassword: quickPasswords.hash, seal })
  const quarters = released > 0 ? summary.toRelease.slice(-released) : []
  await releaseSeededQuarters(server.url, folderBucket(join(folder, "objects")), quarters, () => {})
  await client.execute("pragma wal_checkpoint(truncate)")
  client.close()
  await server.close()
  await writeFile(join(folder, "summary.json"), JSON.stringify(summary))
}

/** The demonstration, seeded at that moment under that secret, its last `released` ended quarters released. */
export async function demonstrationCity(how: {
  now: Date
  estates: number
  released: number
  secret: string
}): Promise<SeededCity> {
  const name = `${how.now.getTime()}-${how.estates}-${how.released}`
  const folder = await once(name, (aside) => seedInto(aside, how))
  return { folder, summary: JSON.parse(await readFile(join(folder, "summary.json"), "utf8")) }
}

/** Copies a city's database, and its objects where it has any, into an empty folder. */
export async function copyCity(from: string, to: string): Promise<void> {
  await copyFile(join(from, "cell.db"), join(to, "cell.db"))
  const objects = join(from, "objects")
  if (existsSync(objects)) await cp(objects, join(to, "objects"), { recursive: true })
}

/** Puts a city's objects into a bucket that is no folder. */
export async function putObjects(from: string, bucket: TestBucket): Promise<void> {
  const objects = join(from, "objects")
  if (!existsSync(objects)) return
  const entries = await readdir(objects, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    await bucket.put(path.slice(objects.length + 1), await readFile(path))
  }
}
