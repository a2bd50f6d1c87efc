import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { describeTables } from "../../scripts/backup/dump-tables.ts"
import type { BackupManifest } from "../../scripts/backup/format.ts"
import { backUpFolder, backUpRemote } from "../../scripts/backup.ts"
import { addLocalCity } from "../../scripts/cell/local-city.ts"
import { readCity } from "../../scripts/cell/request.ts"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { restoreFolder, restoreRemote } from "../../scripts/restore.ts"
import { seedDemonstration } from "../../scripts/seeding/seed-city.ts"
import { claimLock } from "../../scripts/start/lock.ts"
import { releaseSeededQuarters } from "../../scripts/start/release-seeded.ts"
import { openReleaseBucket } from "../../scripts/start/runtime.ts"

let folder: string
let backup: string
let manifest: BackupManifest
const at = (name: string) => join(folder, name)
const now = new Date("2026-10-12T02:00:00Z")

async function smallFolder(data: string): Promise<void> {
  await mkdir(data)
  const url = `file:${join(data, "cell.db")}`
  await migrate(url)
  const client = createClient({ url })
  const { toRelease } = await seedDemonstration({ client, now, estates: 3, hashPassword: async () => "hash" })
  // What JSON alone would not bring back: numbers that were given and are gone, large integers, bytes, odd texts.
  await client.executeMultiple(`
    insert into audit_events (id, at, actor_kind, action, entity, entity_id, detail)
      values ('old', '2020-01-01T00:00:00.000Z', 'system', 'x', 'x', 'x', '{}');
    delete from audit_events where id = 'old';
    update users set created_at = 9223372036854775807 where id = (select min(id) from users);
    update users set name = 'a' || char(0, 10, 13, 34, 128512) where id = (select max(id) from users);`)
  client.close()
  const server = await startLibsqlServer({ file: join(data, "cell.db") })
  const { bucket, close } = await openReleaseBucket(data)
  await releaseSeededQuarters(server.url, bucket, toRelease.slice(-1), () => {})
  await close()
  await server.close()
  await writeFile(join(data, "secret"), "s".repeat(64))
  const city = readCity("510700", "绵阳市", ["mianyang.localhost"])
  await addLocalCity(data, city, { places: [], operator: undefined }, now)
  await writeFile(join(data, "cells/510700/secret"), "t".repeat(64))
}

async function tablesOf(file: string) {
  const client = createClient({ url: `file:${file}`, intMode: "bigint" })
  const tables = await describeTables(client)
  client.close()
  return tables
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shige-restore-"))
  await smallFolder(at("data"))
  backup = at("backup")
  manifest = await backUpFolder(at("data"), backup)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe("a data folder with two cities", () => {
  test("comes back whole: every row, counter, file, secret and name", async () => {
    const restored = await restoreFolder(backup, at("elsewhere"))
    expect(restored.map(({ code, releases }) => [code, releases])).toEqual([
      ["510100", 1],
      ["510700", 0],
    ])
    expect(restored[0]?.files).toBeGreaterThan(3)
    for (const city of [".", "cells/510700"]) {
      const [file, copy] = [join(at("data"), city), join(at("elsewhere"), city)]
      const tables = await tablesOf(join(file, "cell.db"))
      expect(tables.find(({ name }) => name === "sqlite_sequence")?.rows).toBeGreaterThan(0)
      expect(await tablesOf(join(copy, "cell.db"))).toEqual(tables)
      expect(readFileSync(join(copy, "secret"))).toEqual(readFileSync(join(file, "secret")))
    }
    const cell = "cells/510700/cell.json"
    expect(JSON.parse(readFileSync(join(at("elsewhere"), cell), "utf8"))).toEqual(
      JSON.parse(readFileSync(join(at("data"), cell), "utf8")),
    )
    expect(readdirSync(at("elsewhere")).sort()).toEqual(["cell.db", "cells", "r2", "secret"])
  })

  test("lies in the backup for its owner only", () => {
    for (const entry of readdirSync(backup, { recursive: true, withFileTypes: true })) {
      const { mode } = statSync(join(entry.parentPath, entry.name))
      expect(mode & 0o077, entry.name).toBe(0)
    }
  })
})

describe("a restore is refused, and nothing is written", () => {
  /** Without the lock, and what SQLite keeps beside a database that was just looked at. */
  const namesIn = (data: string) =>
    existsSync(data)
      ? readdirSync(data)
          .filter((name) => !/^lock$|-(wal|shm)$/.test(name))
          .sort()
      : []
  const refused = async (from: string, words: RegExp, data = at("target")) => {
    const before = namesIn(data)
    await expect(restoreFolder(from, data)).rejects.toThrow(words)
    expect(namesIn(data)).toEqual(before)
  }
  const changed = async (name: string, change: (copy: string) => Promise<void>) => {
    const copy = at(name)
    await cp(backup, copy, { recursive: true })
    await change(copy)
    return copy
  }
  const changedManifest = (name: string, change: (manifest: BackupManifest) => void) =>
    changed(name, async (copy) => {
      const other = structuredClone(manifest)
      change(other)
      await writeFile(join(copy, "manifest.json"), JSON.stringify(other))
    })
  const anyFile = (copy: string) => {
    const [line = ""] = readFileSync(join(copy, "510100/files.jsonl"), "utf8").split("\n")
    return join(copy, "510100/files", JSON.parse(line).key)
  }

  test("without a manifest, which comes last", async () => {
    const copy = await changed("no-manifest", (to) => rm(join(to, "manifest.json")))
    await refused(copy, /no complete backup/)
    await refused(at("nowhere"), /no complete backup/)
  })

  test("with a table, a file or a list that is missing, cut or changed", async () => {
    const table = "510100/tables/users.jsonl"
    await refused(await changed("table-gone", (to) => rm(join(to, table))), /Missing: .*users\.jsonl/)
    await refused(await changed("table-more", (to) => appendFile(join(to, table), "[1]\n")), /Damaged/)
    const cut = async (to: string) =>
      writeFile(join(to, table), (await readFile(join(to, table))).subarray(0, -9))
    await refused(await changed("table-cut", cut), /Damaged/)
    await refused(await changed("file-gone", (to) => rm(anyFile(to))), /Missing/)
    await refused(await changed("file-more", (to) => appendFile(anyFile(to), " ")), /Damaged/)
    await refused(await changed("list-cut", (to) => writeFile(join(to, "510100/files.jsonl"), "")), /Damaged/)
  })

  test("of a newer program, of another format, with names that lead elsewhere", async () => {
    const newer = await changedManifest("newer", ({ cells: [cell] }) => {
      if (cell) cell.schema = "9999_tomorrow"
    })
    await refused(newer, /newer program/)
    const format = await changedManifest("format", (other) => Object.assign(other, { format: 2 }))
    await refused(format, /another format/)
    const code = await changedManifest("code", ({ cells: [cell] }) =>
      Object.assign(cell ?? {}, { code: "../510100" }),
    )
    await refused(code, /another format/)
  })

  test("into a folder that a process uses, or that holds people or writes", async () => {
    await mkdir(at("target"), { recursive: true })
    const giveBack = await claimLock(join(at("target"), "lock"))
    await refused(backup, /in use by process \d+: nothing was changed/)
    giveBack()
    await refused(backup, /not empty|holds cities/, at("data"))
    await mkdir(at("written"))
    const url = `file:${join(at("written"), "cell.db")}`
    await migrate(url)
    const client = createClient({ url })
    await client.execute(
      "insert into writes (key, action, holds, result, at) values ('k', 'a', 1, 'null', '2026')",
    )
    client.close()
    await refused(backup, /not empty: nothing was changed/, at("written"))
  })
})

describe("a database behind an address", () => {
  const servers: LibsqlServer[] = []
  const serve = async (file: string) => {
    const server = await startLibsqlServer({ file, authToken: "word" })
    servers.push(server)
    return { code: "510100", url: server.url, authToken: "word" }
  }
  afterAll(async () => {
    for (const server of servers) await server.close()
  })

  test("is backed up in one reading transaction and restored into an empty one, once", async () => {
    await cp(at("data"), at("remote"), { recursive: true })
    const source = await serve(join(at("remote"), "cell.db"))
    const made = await backUpRemote(at("remote-backup"), { ...source, still: false })
    expect(made.cells[0]?.tables).toEqual(manifest.cells[0]?.tables)
    expect(made.cells[0]?.files).toBeNull()
    const still = await backUpRemote(at("still-backup"), { ...source, still: true })
    expect(still.cells).toEqual(made.cells)
    await expect(restoreFolder(at("remote-backup"), at("target"))).rejects.toThrow(/is to be copied/)

    const target = await serve(at("target.db"))
    expect(await restoreRemote(at("remote-backup"), target)).toMatchObject({ releases: null })
    const client = createClient({ ...target, intMode: "bigint" })
    expect(await describeTables(client)).toEqual(made.cells[0]?.tables)
    client.close()
    // The bucket, copied by its own tool: now a data folder can be made of it, and its releases are checked.
    await cp(join(backup, "510100/files"), join(at("still-backup"), "510100/files"), { recursive: true })
    expect(await restoreFolder(at("still-backup"), at("looked-at"))).toMatchObject([{ releases: 1 }])
    const another = await serve(at("another.db"))
    expect(await restoreRemote(at("still-backup"), another)).toMatchObject({ releases: 1 })
    await expect(restoreRemote(at("remote-backup"), target)).rejects.toThrow(/not empty: nothing was changed/)
    await expect(restoreRemote(at("remote-backup"), { ...target, code: "510700" })).rejects.toThrow(
      /does not hold 510700/,
    )
  })

  test("a backup gets a folder of its own, and asks for a database that is there", async () => {
    await expect(backUpFolder(at("data"), backup)).rejects.toThrow(/is not empty/)
    await expect(backUpFolder(at("nowhere"), at("none"))).rejects.toThrow(/holds no database/)
  })
})
