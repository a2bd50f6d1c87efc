import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { isDue, lastTime } from "../../../scripts/serve/backup/days.ts"
import { keptBackups } from "../../../scripts/serve/backup/keep.ts"
import { lastBackup } from "../../../scripts/serve/backup/made.ts"
import { folderBucket } from "../../../scripts/serve/bucket.ts"
import { makeServedCity, type Running, type ServedCity } from "../../support/served-city.ts"

describe("which backups stay", () => {
  const day = 24 * 60 * 60 * 1000
  const nights = (count: number) =>
    Array.from({ length: count }, (_, at) => new Date(Date.parse("2026-11-30T18:30:00Z") - at * day))

  test("the newest of seven days, five weeks, twelve months", () => {
    const kept = keptBackups(nights(500)).map((at) => at.toISOString().slice(0, 10))
    expect(kept.slice(0, 7)).toEqual(nights(7).map((at) => at.toISOString().slice(0, 10)))
    // Sundays' nights end at 18:30 of Greenwich's Saturday or Sunday; by the city's clock it is the day after.
    expect(kept).toContain("2026-11-28")
    expect(kept).toContain("2026-11-07")
    expect(kept.filter((one) => one < "2026-11-01")).toEqual([
      "2026-10-30",
      "2026-09-29",
      "2026-08-30",
      "2026-07-30",
      "2026-06-29",
      "2026-05-30",
      "2026-04-29",
      "2026-03-30",
      "2026-02-27",
      "2026-01-30",
    ])
  })

  test("several of a day leave its newest; what is there alone stays however old", () => {
    const two = [new Date("2026-11-30T01:00:00Z"), new Date("2026-11-30T02:00:00Z")]
    expect(keptBackups(two)).toEqual([two[1]])
    expect(keptBackups([new Date("2020-01-01T00:00:00Z")])).toHaveLength(1)
  })

  test("one is due when none was made since the clock last showed its time", () => {
    const now = new Date("2026-11-30T18:31:00Z")
    expect(lastTime("02:30", now).toISOString()).toBe("2026-11-30T18:30:00.000Z")
    expect(lastTime("02:32", now).toISOString()).toBe("2026-11-29T18:32:00.000Z")
    expect(isDue(null, "02:30", now)).toBe(true)
    expect(isDue(new Date("2026-11-30T18:29:00Z"), "02:30", now)).toBe(true)
    expect(isDue(new Date("2026-11-30T18:30:30Z"), "02:30", now)).toBe(false)
  })
})

describe("a night's backup, and back", () => {
  let city: ServedCity
  let running: Running
  const backups = () => join(city.folder, "backups")
  const key = () => join(city.folder, "backup-key.txt")
  const objects = (data: string) => folderBucket(join(data, "objects"))
  const named = (name: string) => join(city.folder, name)

  beforeAll(async () => {
    city = await makeServedCity()
    await objects(city.data).put("cells/510100/attachments/one", new Uint8Array(300_000).fill(7))
    running = await city.start()
  })
  afterAll(() => city.remove())

  /** The same city's configuration with another folder, and lines of its own. */
  function another(name: string, change: (text: string) => string = (text) => text): string {
    const text = readFileSync(city.config, "utf8").replace("DATA = data", `DATA = ${name}`)
    writeFileSync(named(`${name}.conf`), change(text), { mode: 0o600 })
    return named(`${name}.conf`)
  }

  const restore = (name: string, backup: string, config = another(name)) =>
    city.command("restore", "--config", config, "--backup", backup, "--key", key())

  const rows = (data: string) => {
    const database = new DatabaseSync(join(data, "cell.db"), { readOnly: true })
    const tables = database.prepare("select name from sqlite_schema where type = 'table' order by name").all()
    const found = tables.map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()])
    database.close()
    return JSON.stringify(found)
  }

  /** The one that the program made by itself as soon as it had started. */
  async function first(): Promise<string> {
    await expect.poll(() => lastBackup(backups())).not.toBe(null)
    return join(backups(), (await lastBackup(backups()))?.file ?? "")
  }

  test("the program makes it by itself, proves it, and says how old it is", async () => {
    const file = await first()
    expect(readFileSync(file).subarray(0, 21).toString()).toBe("age-encryption.org/v1")
    const last = await lastBackup(backups())
    expect(last).toMatchObject({ objects: 1, auditHead: null, releases: 0 })
    expect(last?.rows).toBeGreaterThan(3_000)
    const ready = (await (await fetch(`${running.url}/readyz`)).json()) as { checks: object }
    expect(ready.checks).toMatchObject({ backup: { ok: true, state: "ok" } })
    expect(existsSync(join(backups(), ".making"))).toBe(false)
  })

  test.skipIf(!existsSync("/usr/bin/age"))("age itself opens it with the key", async () => {
    const file = await first()
    const packed = execFileSync("/usr/bin/age", ["-d", "-i", key(), file], { maxBuffer: 64 * 1024 * 1024 })
    expect(packed.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
  })

  test("in a second folder every row and object is there again, and it serves", async () => {
    const file = await first()
    const said = await restore("second", file)
    expect(said.output).toContain("已恢复")
    expect(said.status).toBe(0)
    expect(rows(named("second"))).toBe(rows(city.data))
    const object = await objects(named("second")).get("cells/510100/attachments/one")
    expect((await object?.arrayBuffer())?.byteLength).toBe(300_000)
    expect((await city.command("check", "--config", named("second.conf"))).status).toBe(0)
    expect((await restore("second", file)).output).toMatch(/holds a city already/)
  })

  test("refused: half written, with a lost key, of another city, under another secret, into a folder in use", async () => {
    const file = await first()
    const half = named(`half-${file.split("/").at(-1)}`)
    writeFileSync(half, readFileSync(file))
    truncateSync(half, Math.floor(readFileSync(file).byteLength / 2))
    const cut = await restore("half", half)
    expect(cut.status).toBe(1)
    expect(cut.output).toMatch(/incomplete or damaged|cannot be opened/)
    const other = await makeServedCity({ code: "510700", name: "绵阳市" })
    try {
      const lost = ["restore", "--config", another("lost"), "--backup", file]
      expect((await city.command(...lost, "--key", join(other.folder, "backup-key.txt"))).output).toMatch(
        /sealed for another key/,
      )
      expect((await city.command(...lost)).output).toMatch(/name its key/)
      rmSync(other.data, { recursive: true })
      const foreign = await other.command(
        "restore",
        "--config",
        other.config,
        "--backup",
        file,
        "--key",
        key(),
      )
      expect(foreign.output).toMatch(/of the city 510100, not of 510700/)
    } finally {
      other.remove()
    }
    const secret = another("secret", (text) =>
      text.replace(/AUTH_SECRET = .*/, `AUTH_SECRET = ${"1".repeat(64)}`),
    )
    expect((await restore("secret", file, secret)).output).toMatch(/another AUTH_SECRET/)
    expect((await restore("data", file)).output).toMatch(/in use by process/)
    for (const name of ["half", "lost", "secret"]) expect(readdirSync(named(name))).toEqual([])
  })

  test("killed in its middle it is no backup, and the next one takes away what it left", async () => {
    const before = (await backupNames()).length
    const { child, said } = city.begin("backup", "--config", city.config)
    await expect.poll(() => existsSync(join(backups(), ".making", "content"))).toBe(true)
    child.kill("SIGKILL")
    expect((await said).status).toBe(null)
    expect((await backupNames()).length).toBe(before)
    const again = await city.command("backup", "--config", city.config)
    expect(again.output).toContain("made and proved")
    expect(existsSync(join(backups(), ".making"))).toBe(false)
    // Of one day the newest stays.
    expect(await backupNames()).toHaveLength(1)
  })

  const backupNames = async () => readdirSync(backups()).filter((name) => name.endsWith(".age"))
})
