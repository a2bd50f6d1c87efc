import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, expect, test } from "vitest"
import { requireDisk } from "../../../scripts/serve/folder.ts"
import { makeCertificate, makeServedCity, type ServedCity } from "../../support/served-city.ts"

let city: ServedCity
beforeAll(async () => {
  city = await makeServedCity()
})
afterAll(() => city.remove())

const refusal = (environment: Record<string, string>) =>
  city.start(environment).then(
    async (running) => {
      await running.end("SIGKILL")
      throw new Error("it started")
    },
    (error: Error) => error.message,
  )

function sql(text: string): void {
  const database = new DatabaseSync(join(city.data, "cell.db"))
  database.exec(text)
  database.close()
}

test("two on one folder, a taken port, an end in order that gives both back", async () => {
  const first = await city.start()
  expect(await refusal({})).toMatch(/正由另一个进程[\s\S]*in use by process/)
  expect(await (await fetch(`${first.url}/healthz`)).text()).toContain("build")
  expect(await first.end("SIGTERM")).toBe(0)
  expect(existsSync(join(city.data, "lock"))).toBe(false)
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, "127.0.0.1", () => done()))
  const { port } = taken.address() as { port: number }
  expect(await refusal({ SHIGE_LISTEN: `127.0.0.1:${port}` })).toMatch(/the port is taken/)
  taken.close()
})

test("a folder that is none, of another city, of npm start, without a city", async () => {
  writeFileSync(join(city.folder, "file"), "")
  expect(await refusal({ SHIGE_DATA: join(city.folder, "file") })).toMatch(/cannot be written/)
  expect(await refusal({ SHIGE_CELL: "510700" })).toMatch(/is of the city 510100, not of 510700/)
  expect(await refusal({ SHIGE_DATA: join(city.folder, "empty") })).toMatch(/holds no city yet.*init/)
  expect((await city.command("init", "--config", city.config)).output).toMatch(
    /is there already: run npm run serve/,
  )
})

test("a disk that is full or of another machine", () => {
  const disk = { type: 0xef53, bavail: 1e6, bsize: 4096 }
  expect(() => requireDisk("/d", disk)).not.toThrow()
  expect(() => requireDisk("/d", { ...disk, bavail: 10 })).toThrow(/nearly full/)
  expect(() => requireDisk("/d", { ...disk, type: 0x6969 })).toThrow(/network file system \(NFS\)/)
  expect(() => requireDisk("/d", { ...disk, type: -11317950 })).toThrow(/CIFS/)
})

test("a certificate that has expired, and one that fits no key, are told by check", async () => {
  const { certificate, key } = await makeCertificate(city.folder, "old", -1).catch(() => ({
    certificate: "",
    key: "",
  }))
  const other = await makeCertificate(city.folder, "other")
  const checked = (one: string, two: string) => {
    writeFileSync(
      join(city.folder, "check.conf"),
      `${readFileSync(city.config, "utf8")}\nTLS_CERTIFICATE = ${one}\nTLS_KEY = ${two}\n`,
      { mode: 0o600 },
    )
    return city.command("check", "--config", "check.conf")
  }
  expect(await checked(other.certificate, other.key)).toMatchObject({ status: 0 })
  if (certificate) expect((await checked(certificate, key)).output).toMatch(/expired on/)
  const third = await makeCertificate(city.folder, "third")
  const unfit = await checked(other.certificate, third.key)
  expect(unfit.status).toBe(1)
  expect(unfit.output).toMatch(/no certificate with its key/)
})

test("an upgrade that fails changes nothing, a newer database is refused, a damaged one leads to restore", async () => {
  const file = join(city.data, "cell.db")
  const hash = () => createHash("sha256").update(readFileSync(file)).digest("hex")
  const last = "(select rowid from __drizzle_migrations order by created_at desc limit 1)"
  sql("create table kept (hash text, created_at numeric)")
  sql(`insert into kept select hash, created_at from __drizzle_migrations where rowid = ${last}`)
  sql(`delete from __drizzle_migrations where rowid = ${last}`)
  const before = hash()
  expect(await refusal({})).toMatch(/upgrade failed and nothing was changed \(a copy is .*before-\d+\.db\)/)
  expect(hash()).toBe(before)
  const copies = readdirSync(join(city.data, "copies"))
  expect(copies).toHaveLength(1)
  sql(
    "insert into __drizzle_migrations (hash, created_at) select hash, created_at from kept; drop table kept",
  )
  await (await city.start()).end("SIGTERM")
  sql("insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)")
  expect(await refusal({})).toMatch(/written by a newer version/)
  for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true })
  writeFileSync(file, "no database at all, of a hundred bytes and more ".repeat(10))
  expect(await refusal({})).toMatch(/damaged database.*restore a backup/)
})
