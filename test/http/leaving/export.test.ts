import { createHash } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { parseCsv } from "../../../worker/domain/csv.ts"
import { exportTables } from "../../../worker/domain/leaving/export-tables.ts"
import { advanceExport } from "../../../worker/usecases/export/advance-export.ts"
import { removeExpiredExports } from "../../../worker/usecases/export/remove-expired-exports.ts"
import { deleteDueOrganisations } from "../../../worker/usecases/leaving/delete-organisation.ts"
import { filesUnder, system } from "../../support/cell.ts"
import { askExport, exported, exportServices } from "../../support/exports.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"

const day = 86_400_000
let door: FrontDoor
let manager: Client

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 3 })
  manager = await door.as("manager")
})
afterAll(() => door.close())

const rows = (sql: string, args: (string | number)[] = []) => door.cell.rows(sql, args)
const list = (text = "") => JSON.parse(text) as Record<string, unknown>[]
const sha256 = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex")

/** Rows of a CSV file as objects. */
function table(text = ""): Record<string, string>[] {
  const { records, faults } = parseCsv(text)
  expect(faults).toEqual([])
  const [header, ...body] = records.map(({ fields }) => fields)
  return body.map((fields) => Object.fromEntries((header ?? []).map((name, at) => [name, fields[at] ?? ""])))
}

test("a company's archive holds everything of its own, as JSON and CSV, each file as the manifest says", async () => {
  await rows(
    "update users set name = '=HYPERLINK(\"http://evil\")' where email = 'editor@demo.shige.example'",
  )
  const { answer, archive, files, exportId } = await exported(door, manager)
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": 'attachment; filename="shige-export-20261012.zip"',
    "content-length": String(archive.byteLength),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  })
  const [row] = await rows("select * from exports where id = ?", [exportId])
  expect(row).toMatchObject({
    state: "done",
    bytes: archive.byteLength,
    hash: sha256(new Uint8Array(archive)),
  })

  const manifest = JSON.parse(files.get("manifest.json") ?? "") as {
    disclaimer: string
    files: { path: string; sha256: string; bytes: number; rows: number }[]
  }
  expect(manifest.disclaimer).toBe("平台评价口径，非官方评分标准")
  const others = [...files.keys()].filter((path) => path !== "manifest.json" && path !== "README.txt")
  expect(manifest.files.map(({ path }) => path)).toEqual(others)
  for (const { path, sha256: hash, bytes, rows: count } of manifest.files) {
    const content = files.get(path) ?? ""
    const own = path.endsWith(".csv") ? `\uFEFF${content.replace(/^\uFEFF/, "")}` : content
    expect([path, sha256(own), Buffer.byteLength(own)]).toEqual([path, hash, bytes])
    expect(path.endsWith(".csv") ? table(own).length : list(own).length, path).toBe(count)
  }
  const names = others.map((path) => path.replace(/(-\d+)?\.(csv|json)$/, ""))
  expect(new Set(names)).toEqual(new Set(Object.keys(exportTables)))

  // Nothing is taken for a formula, and JSON holds the same unchanged.
  const evil = table(files.get("members.csv")).find(({ email }) => email?.startsWith("editor"))
  expect(evil?.["name"]).toBe('\'=HYPERLINK("http://evil")')
  expect(list(files.get("members.json")).map(({ name }) => name)).toContain('=HYPERLINK("http://evil")')
})

test("the README explains every file and every column, in Chinese and English", async () => {
  const { files } = await exported(door, manager)
  const readme = files.get("README.txt") ?? ""
  for (const path of files.keys())
    if (path.endsWith(".csv")) {
      expect(readme.split(path)).toHaveLength(3)
      for (const column of Object.keys(table(files.get(path))[0] ?? {}))
        expect(readme).toMatch(new RegExp(`- ${column}：.+\\r\\n[^]*- ${column}: .+\\r\\n`))
    }
  expect(readme).toContain("平台评价口径，非官方评分标准")
})

test("no secret is in it: no hash, salt, token or key", async () => {
  await door.cell.client.batch(
    [
      `insert into api_keys (id, organisation_id, member_id, name, prefix, hash, scopes, created_at, expires_at)
       values ('k', 'company-1', 'company-1-manager', '报表', 'shg_ab12', 'secret-key-hash', '["estates:read"]', '2026-01-01', '2030-01-01')`,
      `insert into invitations (id, organisation_id, role, email, token_hash, salt, invited_by, created_at, expires_at)
       values ('i', 'company-1', 'editor', 'new@example.com', 'secret-token-hash', 'secret-salt', 'company-1-manager', '2026-10-01', '2030-01-01')`,
    ],
    "write",
  )
  const { files } = await exported(door, manager)
  const all = [...files.values()].join("\n")
  const secrets = await rows(`select salt secret from users union select password_hash from credentials
    union select token_hash from sessions union select hash from api_keys union select token_hash from invitations
    union select salt from invitations`)
  expect(secrets.length).toBeGreaterThan(10)
  for (const { secret } of secrets) expect(all.includes(String(secret)), String(secret)).toBe(false)
  expect(list(files.get("keys.json"))).toMatchObject([
    { id: "k", prefix: "shg_ab12", scopes: ["estates:read"] },
  ])
  expect(table(files.get("invitations.csv"))).toMatchObject([{ email: "new@example.com", role: "editor" }])
})

test("a company gets what it typed itself, and findings once its filing came back or was verified", async () => {
  const [waiting] = await rows(
    `select s.id, s.filing from submissions s where s.organisation_id = 'company-1' and s.state = 'submitted' limit 1`,
  )
  const open = String(waiting?.["id"])
  await rows(
    `insert into findings (submission_id, filing, level, key, decision, reason, member_id, at)
     values (?, ?, 'street', 'households', 'asked', '还没有发出的疑问', 'm', '2026-10-11')`,
    [open, Number(waiting?.["filing"])],
  )
  const { files } = await exported(door, manager)
  const values = table(files.get("values.csv"))
  expect(new Set(values.map(({ provider }) => provider))).toEqual(new Set(["company"]))
  const [typed] = await rows(
    `select count(*) n from "values" v join submissions s on s.id = v.submission_id
     where s.organisation_id = 'company-1' and v.provider = 'company'`,
  )
  expect(values.length).toBe(Number(typed?.["n"]))
  expect([...files.values()].join("")).not.toContain("还没有发出的疑问")
  const found = await rows(
    `select count(*) n from findings f join submissions s on s.id = f.submission_id where
     s.organisation_id = 'company-1' and (s.state in ('returned', 'verified') or f.filing < s.filing)`,
  )
  expect(table(files.get("findings.csv")).length).toBe(Number(found[0]?.["n"]))
  const own = (await rows("select count(*) n from submissions where organisation_id = 'company-1'"))[0]?.["n"]
  expect(list(files.get("submissions.json")).length).toBe(own)
  // Scorecards of its own estates only, as the public reads them.
  const estates = new Set(list(files.get("estates.json")).map(({ slug }) => slug))
  const cards = list(files.get("scorecards.json")) as { period: string; slug: string; note: string }[]
  expect(new Set(cards.map(({ period }) => period)).size).toBe(3)
  expect(cards.every(({ slug, note }) => estates.has(slug) && note.includes("非官方"))).toBe(true)
  const released = await (await door.as(null)).get(`/api/v1/releases/${door.endedQuarters.at(-1)}`)
  expect(await released.text()).toContain(String(cards[0]?.slug))
})

test("what was asked of places goes along: a company's own requests, to a place everything that concerns it", async () => {
  await rows(
    `insert into askings (estate_id, quarter, provider, day, organisation_id, member_id, at, keys)
     select e.id, ?1, 'community', '2026-10-10', t.organisation_id, 'm', '2026-10-10T01:00:00.000Z', 'households/observers'
     from estates e join tenures t on t.estate_id = e.id and t.to_date is null
     where e.district_code = '510104' and e.origin = 'demonstration'`,
    [door.openQuarter],
  )
  const all = Number((await rows("select count(*) n from askings"))[0]?.["n"])
  const own = Number(
    (await rows("select count(*) n from askings where organisation_id = 'company-1'"))[0]?.["n"],
  )
  const { files } = await exported(door, manager)
  expect(own).toBeGreaterThan(0)
  expect(own).toBeLessThan(all)
  const asked = table(files.get("askings.csv"))
  expect(asked).toHaveLength(own)
  expect(asked[0]).toMatchObject({
    quarter: door.openQuarter,
    provider: "community",
    day: "2026-10-10",
    keys: "households observers",
  })
  const place = await exported(door, await door.as("approver"))
  expect(list(place.files.get("askings.json"))).toHaveLength(all)
  await rows("delete from askings")
})

test("an authority gets its place: of a draft only that it exists, of another district nothing", async () => {
  const [drafted] = await rows(
    `select s.id from submissions s join estates e on e.id = s.estate_id where e.district_code = '510104'
     and s.state = 'submitted' and s.quarter = ? limit 1`,
    [door.openQuarter],
  )
  await rows("update submissions set state = 'draft', first_submitted_at = null where id = ?", [
    String(drafted?.["id"]),
  ])
  const { files } = await exported(door, await door.as("approver"))
  const estates = list(files.get("estates.json"))
  expect(new Set(estates.map(({ districtCode }) => districtCode))).toEqual(new Set(["510104"]))
  const submissions = list(files.get("submissions.json")) as {
    id: string
    state: string
    values: unknown[]
  }[]
  const draft = submissions.find(({ id }) => id === drafted?.["id"])
  expect(draft?.state).toBe("draft")
  expect(draft?.values).toEqual([])
  const slugs = new Set(estates.map(({ slug }) => slug))
  const named = [...table(files.get("values.csv")), ...table(files.get("scorecards.csv"))]
  expect(named.length).toBeGreaterThan(100)
  expect(named.every(({ estate }) => slugs.has(estate))).toBe(true)
  const members = list(files.get("members.json"))
  const own = await rows("select id from members where organisation_id = 'place-510104' order by id")
  expect(members.map(({ id }) => id).sort()).toEqual(own.map(({ id }) => id))
})

test("the platform takes its people and audit events along, and no estates", async () => {
  const { files } = await exported(door, await door.as("operator"))
  const names = [...files.keys()].map((path) => path.replace(/(-\d+)?\.(csv|json|txt)$/, ""))
  expect(new Set(names)).toEqual(
    new Set([
      "organisation",
      "members",
      "factorResets",
      "invitations",
      "keys",
      "audit",
      "README",
      "manifest",
    ]),
  )
})

test("an archive of another organisation, a guessed one and one that is not done are not found", async () => {
  const approver = await door.as("approver")
  const [own] = await rows(
    "select id from exports where organisation_id = 'company-1' and state = 'done' limit 1",
  )
  const path = `/organisation/export/${own?.["id"]}`
  expect((await manager.get(path)).status).toBe(200)
  expect((await approver.get(path)).status).toBe(404)
  expect((await (await door.as("editor")).get(path)).status).toBe(403)
  expect((await (await door.as(null)).get(path)).status).toBe(303)
  for (const guess of ["no-such", "..%2F..%2Fcells", "%00", String(own?.["id"]).toUpperCase()])
    expect((await manager.get(`/organisation/export/${guess}`)).status, guess).toBe(404)
})

test("one at a time; without the box, with the same form again, and with five archives lying about", async () => {
  const form = { key: "export-once", personal: "yes" }
  const without = await manager.post("/organisation/export", { key: "export-none" })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain("请先勾选")
  await rows(
    "update exports set expires_at = '2026-01-01' where state = 'done' and organisation_id = 'company-1'",
  )
  for (const _ of [1, 2]) expect((await manager.post("/organisation/export", form)).status).toBe(303)
  const page = await manager.get("/organisation/export")
  expect(page.headers.get("refresh")).toBe("2")
  expect(await page.text()).toContain("已完成 0/")
  const second = await manager.post("/organisation/export", { key: "export-second", personal: "yes" })
  expect([second.status, await second.text()]).toEqual([409, expect.stringContaining("已有一个导出正在进行")])
  expect(await rows("select id from exports where state = 'running'")).toHaveLength(1)
  await rows("update exports set state = 'done' where state = 'running'")
  for (let n = 0; n < 4; n++) await exported(door, manager)
  const many = await manager.post("/organisation/export", { key: "export-sixth", personal: "yes" })
  expect([many.status, await many.text()]).toEqual([409, expect.stringContaining("还有 5 个导出文件")])
})

test("after seven days an archive is gone from the page, the address and the bucket", async () => {
  await rows("update exports set expires_at = '2026-01-01' where organisation_id = 'company-1'")
  const { exportId } = await exported(door, manager)
  const started = door.now
  const folder = `cells/510100/exports/${exportId}/`
  expect([...(await filesUnder(door.cell, folder)).keys()]).toEqual([`${folder}archive.zip`])
  door.now = new Date(started.getTime() + 7 * day - 60_000)
  await removeExpiredExports(exportServices(door).context, exportServices(door).exports.archive)
  expect((await manager.get(`/organisation/export/${exportId}`)).status).toBe(200)
  door.now = new Date(started.getTime() + 7 * day + 60_000)
  expect((await manager.get(`/organisation/export/${exportId}`)).status).toBe(404)
  const { context, exports } = exportServices(door, "remove-exports")
  expect(await removeExpiredExports(context, exports.archive)).toBeGreaterThan(0)
  expect(await removeExpiredExports(context, exports.archive)).toBe(0)
  expect((await filesUnder(door.cell, folder)).size).toBe(0)
  expect(await rows("select file from exports where id = ?", [exportId])).toEqual([{ file: null }])
  expect(await (await manager.get("/organisation/export")).text()).toContain("已到期删除")
  const events = await rows(
    "select concerns_id from audit_events where action = 'retention.exports' and entity_id = ?",
    [exportId],
  )
  expect(events).toEqual([{ concerns_id: "company-1" }])
  door.now = started
})

test("an organisation that is deleted meanwhile: the runner stops, and nothing of the export is left", async () => {
  const requested = await askExport(door, manager)
  const { context, exports } = exportServices(door)
  expect(await advanceExport(context, exports, requested)).toBe(false)
  const asked = new Date(door.now.getTime() - 31 * day).toISOString()
  await rows("update organisations set deletion_requested_at = ? where id = 'company-1'", [asked])
  door.cell.now = door.now
  expect(await deleteDueOrganisations(door.cell.contextFor(system))).toBe(1)
  expect(await advanceExport(context, exports, requested)).toBe(true)
  door.now = new Date(door.now.getTime() + 60_000)
  const cron = exportServices(door)
  await removeExpiredExports(cron.context, cron.exports.archive)
  expect((await filesUnder(door.cell, `cells/510100/exports/${requested.exportId}`)).size).toBe(0)
  const left = await rows(
    "select distinct state, file from exports where organisation_id = 'company-1' and id = ?",
    [requested.exportId],
  )
  expect(left).toEqual([{ state: "failed", file: null }])
})
