import { spawnSync } from "node:child_process"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Client, createClient } from "@libsql/client"
import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationSecret } from "../../schema/seed/demonstration/accounts.ts"
import { type LibsqlServer, startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { type SeedSummary, seedBase, seedDemonstration, seedPress } from "../../scripts/seeding/seed-city.ts"
import { levelOf } from "../../worker/domain/place.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-seed-"))
const scripts = fileURLToPath(new URL("../../scripts", import.meta.url))
const now = new Date("2026-11-23T02:00:00Z")
const hashPassword = async (password: string) => `hash of ${password}`
let server: LibsqlServer
let client: Client
let summary: SeedSummary

beforeAll(async () => {
  server = await startLibsqlServer({ file: join(folder, "seeded.db") })
  await migrate(server.url)
  client = createClient({ url: server.url })
  summary = await seedDemonstration({ client, now, hashPassword, seal: async (secret) => `sealed ${secret}` })
})
afterAll(async () => {
  client.close()
  await server.close()
})

async function all(sql: string, args: (string | number)[] = []): Promise<Record<string, unknown>[]> {
  const { rows, columns } = await client.execute({ sql, args })
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))
}

async function count(table: string): Promise<number> {
  return Number((await all(`select count(*) as n from "${table}"`))[0]?.["n"])
}

test("one city with 60 fictional estates and the two real ones, every reference whole", async () => {
  expect(await count("places")).toBe(1 + 20 + 3 + 261 + 3047)
  expect(await all("select origin, count(*) as n from estates group by origin order by origin")).toEqual([
    { origin: "demonstration", n: 60 },
    { origin: "press", n: 2 },
  ])
  expect(await count("quarters")).toBe(8)
  expect(await count("press_records")).toBe(2)
  expect(await count("values")).toBeGreaterThan(30_000)
  expect(await all("pragma foreign_key_check")).toEqual([])
  expect(await count("releases")).toBe(0)
})

test("the edition is stored once, with the hash of what is stored", async () => {
  const [edition, ...others] = await all("select id, hash, document from editions")
  expect(others).toEqual([])
  expect(edition?.["id"]).toBe("cd-wwsg-2023@1.1.1")
  const digest = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(String(edition?.["document"])),
  )
  expect(edition?.["hash"]).toBe(Buffer.from(digest).toString("hex"))
})

test("real estates have no submission, no company and no value", async () => {
  const filed = await all(
    "select 1 from submissions s join estates e on e.id = s.estate_id where e.origin = 'press' union all select 1 from tenures t join estates e on e.id = t.estate_id where e.origin = 'press'",
  )
  expect(filed).toEqual([])
})

test("the summary lists fourteen accounts and seven quarters to release, oldest first", async () => {
  expect(summary.accounts.map(({ email }) => email)).toEqual([
    "operator@demo.shige.example",
    "manager@demo.shige.example",
    "editor@demo.shige.example",
    "community@demo.shige.example",
    "street@demo.shige.example",
    "district@demo.shige.example",
    "approver@demo.shige.example",
    "city@demo.shige.example",
    "chair@demo.shige.example",
    "secretary@demo.shige.example",
    "secretary2@demo.shige.example",
    "judge@demo.shige.example",
    "judge2@demo.shige.example",
    "judge3@demo.shige.example",
  ])
  expect(summary.toRelease).toEqual(["2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"])
  expect(summary.openQuarter).toBe("2026Q3")
  const logins = await all(
    "select u.email, c.password_hash as password from credentials c join users u on u.id = c.user_id",
  )
  expect(logins.map(({ email }) => email).sort()).toEqual(summary.accounts.map(({ email }) => email).sort())
  for (const login of logins) expect(login["password"]).toBe(`hash of ${summary.password}`)
})

test("all but a company's people have the second factor of the demonstration, sealed; without a secret nobody has one", async () => {
  const factors = await all(
    `select u.email, c.totp_secret as secret, c.totp_confirmed_at is not null as confirmed
     from credentials c join users u on u.id = c.user_id where c.totp_secret is not null`,
  )
  const without = await all(
    `select u.email from credentials c join users u on u.id = c.user_id where c.totp_secret is null`,
  )
  expect(factors).toHaveLength(12)
  expect(without.map(({ email }) => email).sort()).toEqual([
    "editor@demo.shige.example",
    "manager@demo.shige.example",
  ])
  for (const one of factors)
    expect(one).toMatchObject({ secret: `sealed ${demonstrationSecret}`, confirmed: 1 })
})

test("one estate can be walked: filed by the editor, checked by its community, street, district and city", async () => {
  const actors = await all(
    "select u.email, m.role, o.kind, o.place_code as place, o.id as organisation from users u join credentials a on a.user_id = u.id join members m on m.user_id = u.id join organisations o on o.id = m.organisation_id",
  )
  const actor = (name: string) => actors.find(({ email }) => email === `${name}@demo.shige.example`)
  const managed = await all(
    "select e.place_code as community, e.street_code as street, e.district_code as district, s.state from estates e join tenures t on t.estate_id = e.id and t.to_date is null left join submissions s on s.estate_id = e.id and s.quarter = '2026Q3' where t.organisation_id = ?",
    [String(actor("editor")?.["organisation"])],
  )
  const seenBy = (name: string) => {
    const place = String(actor(name)?.["place"])
    const level = levelOf(place)
    return level === "city" ? managed : managed.filter((estate) => estate[level] === place)
  }
  expect(actor("editor")).toMatchObject({ kind: "company", role: "editor" })
  expect(seenBy("community").some(({ state }) => state === null)).toBe(true)
  const states = new Set(seenBy("street").map(({ state }) => state))
  expect(states).toEqual(new Set([null, "submitted", "returned", "street_verified", "verified"]))
  expect(seenBy("district").length).toBeGreaterThan(seenBy("street").length)
  expect(seenBy("approver")).toEqual(seenBy("district"))
  expect(seenBy("city")).toEqual(managed)
  expect([actor("approver")?.["role"], actor("city")?.["role"]]).toEqual(["approver", "approver"])
  const closed = await all("select place_code from closings where quarter = '2026Q3'")
  expect(closed.map(({ place_code }) => place_code)).not.toContain(actor("approver")?.["place"])
})

test("a database that holds estates is refused, and nothing is written twice", async () => {
  const before = await count("values")
  await expect(seedDemonstration({ client, now, hashPassword })).rejects.toThrow("already holds 60 estates")
  await seedBase(client, now)
  await seedPress(client, now)
  expect(await count("values")).toBe(before)
  expect(await count("estates")).toBe(62)
  expect(await count("editions")).toBe(1)
})

test("the base alone brings no estate, no account and no organisation", async () => {
  const url = `file:${join(folder, "base.db")}`
  await migrate(url)
  const base = createClient({ url })
  await seedBase(base, now)
  const { rows } = await base.execute(
    "select (select count(*) from places) as places, (select count(*) from editions) as editions, (select count(*) from estates) + (select count(*) from users) + (select count(*) from organisations) as others",
  )
  expect(rows[0]).toMatchObject({ places: 3332, editions: 1, others: 0 })
  base.close()
})

test("as many ended quarters as asked for are seeded before the open one, whole", async () => {
  const url = `file:${join(folder, "quarters.db")}`
  await migrate(url)
  const city = createClient({ url })
  const seed = (endedQuarters: number) =>
    seedDemonstration({ client: city, now, estates: 3, endedQuarters, hashPassword })
  await expect(seed(0)).rejects.toThrow("from 1 to 12")
  await expect(seed(13)).rejects.toThrow("from 1 to 12")
  const { toRelease, openQuarter } = await seed(9)
  expect(toRelease).toHaveLength(9)
  expect([toRelease[0], toRelease[8], openQuarter]).toEqual(["2024Q2", "2026Q2", "2026Q3"])
  const held = await city.execute("select count(distinct quarter) as quarters from submissions")
  expect(held.rows[0]?.["quarters"]).toBe(10)
  expect((await city.execute("pragma foreign_key_check")).rows).toEqual([])
  city.close()
})

test("more estates are written in slices, each with all its rows", async () => {
  const url = `file:${join(folder, "large.db")}`
  await migrate(url)
  const large = createClient({ url })
  await seedDemonstration({ client: large, now, estates: 230, hashPassword })
  const { rows } = await large.execute(
    "select (select count(*) from estates where origin = 'demonstration') as estates, (select count(distinct submission_id) from \"values\") as typed, (select count(*) from submissions) as submissions",
  )
  expect(rows[0]?.["estates"]).toBe(230)
  expect(rows[0]?.["typed"]).toBe(rows[0]?.["submissions"])
  const factors = await large.execute(
    "select 1 from credentials where totp_confirmed_at is not null or totp_secret is not null",
  )
  expect(factors.rows).toEqual([])
  await expect(seedDemonstration({ client: large, now, estates: 0, hashPassword })).rejects.toThrow(
    "at least 1",
  )
  large.close()
})

test("the command fills a new folder with a city of the size that was named, its releases too, and only once", async () => {
  const data = join(folder, "city")
  const call = ["run.mjs", "seed", "--data", data, "--estates", "4", "--quarters", "2", "--released"]
  const run = () => spawnSync(process.execPath, call, { cwd: scripts, encoding: "utf8" })
  const first = run()
  expect(first.stderr).toBe("")
  expect(first.stdout).toContain("seeded 4 estates")
  const city = createClient({ url: `file:${join(data, "cell.db")}` })
  const { rows } = await city.execute(
    "select (select count(*) from publications) as released, (select count(*) from estates where origin = 'demonstration') as estates",
  )
  expect(rows[0]).toMatchObject({ released: 2, estates: 4 })
  city.close()
  const again = run()
  expect(again.status).toBe(1)
  expect(again.stderr).toContain("holds a city already")
})
