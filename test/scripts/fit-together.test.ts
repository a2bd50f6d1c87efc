import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { afterAll, describe, expect, test } from "vitest"
import { CannotStart, startApp } from "../../scripts/start/app.ts"
import { seedOnFirstUse } from "../../scripts/start/first-use.ts"
import { requireDatabase } from "../../scripts/start/fit-together.ts"
import { templateFolder } from "../support/app-server.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-fit-"))

/** The files of the bucket's index, whose names are made by the runtime. */
const indexFiles = (data: string, ending: RegExp) =>
  readdirSync(join(data, "r2"), { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(data, "r2", name))

/** Writes something else over the index from a byte on, when all of it stands in its file. */
async function spoilIndex(data: string, from: number): Promise<void> {
  for (const file of indexFiles(data, /[0-9a-f]{64}\.sqlite$/)) {
    const client = createClient({ url: `file:${file}` })
    await client.execute("pragma wal_checkpoint(truncate)")
    client.close()
    writeFileSync(file, readFileSync(file).fill("x", from))
  }
  for (const file of indexFiles(data, /\.sqlite-(wal|shm)$/)) rmSync(file)
}

/** Leaves a bucket of the runtime's in its place that never held anything, and the objects beside it. */
function emptyIndex(data: string): void {
  for (const file of indexFiles(data, /\.sqlite(-wal|-shm)?$/)) rmSync(file)
}

/** A database in which there is no city: with a table of nobody's, or with all of ours and nobody in them. */
async function emptied(data: string, statement: string): Promise<void> {
  for (const ending of ["", "-wal", "-shm"]) rmSync(join(data, `cell.db${ending}`), { force: true })
  const client = createClient({ url: `file:${join(data, "cell.db")}` })
  await client.execute(statement)
  client.close()
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Overwrites the tables' own table, behind a beginning that is right. */
function spoilPage(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0xff, 100, 4_096)
  writeFileSync(file, bytes)
}

describe("a start that was interrupted while it moved the demonstration in", () => {
  const kept = ["r2", "secret", "cell.db"] as const

  /** A folder with the first so many files moved, as it is left. */
  function leftAfter(name: string, moved: number, finished = true): string {
    const data = join(folder, name)
    const aside = join(data, ".seeding")
    mkdirSync(aside, { recursive: true })
    kept.forEach((one, at) => {
      const place = join(at < moved ? data : aside, one)
      if (one === "r2") mkdirSync(join(place, "files"), { recursive: true })
      else writeFileSync(place, one)
    })
    if (finished) writeFileSync(join(aside, "finished"), "")
    return data
  }

  test.each([0, 1, 2])("goes on with the files that are left: %d were moved", async (moved) => {
    const data = leftAfter(`moved-${moved}`, moved)
    await requireDatabase(data)
    const said: string[] = []
    await seedOnFirstUse(data, (line) => said.push(line))
    expect(said).toEqual([])
    expect(readdirSync(data).sort()).toEqual([...kept].sort())
    expect(readFileSync(join(data, "secret"), "utf8")).toBe("secret")
    expect(readdirSync(join(data, "r2"))).toEqual(["files"])
  })

  test("takes nothing for finished that is not, and overwrites nothing", async () => {
    await expect(requireDatabase(leftAfter("unfinished", 1, false))).rejects.toThrow("里没有数据库")
    const other = leftAfter("both", 1)
    mkdirSync(join(other, ".seeding", "r2"))
    await expect(requireDatabase(other)).rejects.toThrow("里没有数据库")
  })
})

test("a folder that does not fit together is not started, is left as it is, and the sentence leads to restore", async () => {
  const template = await templateFolder()
  const faults: [name: string, words: string, spoil: (data: string) => unknown][] = [
    ["no database", "里没有数据库", (data) => rmSync(join(data, "cell.db"))],
    ["an empty database", "是空的或已损坏", (data) => writeFileSync(join(data, "cell.db"), "")],
    ["another file", "是空的或已损坏", (data) => writeFileSync(join(data, "cell.db"), "x".repeat(9_000))],
    [
      "a folder in its place",
      "是空的或已损坏",
      (data) => {
        rmSync(join(data, "cell.db"))
        mkdirSync(join(data, "cell.db"))
      },
    ],
    ["a database of no city", "是空的或已损坏", (data) => emptied(data, "create table x (a)")],
    ["a database of nobody", "是空的或已损坏", (data) => emptied(data, "create table users (id)")],
    [
      "an index without objects",
      "里没有发布文件",
      (data) => {
        rmSync(join(data, "r2", "shige-releases", "blobs"), { recursive: true })
      },
    ],
    ["another file as index", "读不出来", (data) => spoilIndex(data, 0)],
    ["an empty index", "读不出来", emptyIndex],
    ["an index damaged inside", "读不出来", (data) => spoilIndex(data, 4096)],
    ["an empty secret", "是空的或不完整", (data) => writeFileSync(join(data, "secret"), "")],
    ["another secret", "不是这个数据库的", (data) => writeFileSync(join(data, "secret"), "0".repeat(64))],
    ["half a database", "是空的或已损坏", (data) => truncateSync(join(data, "cell.db"), 40_960)],
    ["a spoiled page", "是空的或已损坏", (data) => spoilPage(join(data, "cell.db"))],
    ["no bucket", "里没有发布文件", (data) => rmSync(join(data, "r2"), { recursive: true })],
    ["no secret", "里没有密钥文件", (data) => rmSync(join(data, "secret"))],
  ]
  for (const [name, words, spoil] of faults) {
    const data = join(folder, name)
    cpSync(template, data, { recursive: true })
    await spoil(data)
    const refused = await startApp({ data, cron: false }).then(
      async (app) => {
        await app.stop()
        return null
      },
      (error: Error) => error,
    )
    expect(refused, name).toBeInstanceOf(CannotStart)
    expect(refused?.message, name).toContain(words)
    expect(refused?.message, name).toContain("npm run restore -- --from")
  }
})
