import { afterAll, beforeAll, expect, test } from "vitest"
import { parseCsv } from "../../worker/domain/csv.ts"
import { sealEvents } from "../../worker/usecases/audit/seal-events.ts"
import { addEvents } from "../support/audit-rows.ts"
import { system } from "../support/cell.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { openWalk, reasonsFor, shown, type Walk } from "../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk
const accounts = ["manager", "approver", "city", "operator"]

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30 })
  walk = await openWalk(door)
  await walk.save("editor", { ...walk.before["company"], households: "777" })
  await walk.submit(reasonsFor(walk))
  await walk.decide("street", "return", { reason: "请核对，联系王女士" })
  // Signing in leaves events too: before anybody looks.
  for (const account of accounts) await door.as(account)
})
afterAll(() => door.close())

const ask = async (account: string, path: string) => shown(await (await door.as(account)).get(path))
/** Words of the list alone, without the filter above it. */
const list = (html: string) => /<tbody[\s\S]*<\/tbody>/.exec(html)?.[0] ?? ""

interface Exported {
  organisation: { id: string }
  filter: Record<string, string>
  events: {
    id: string
    seq: number
    action: string
    at: string
    actor: Record<string, unknown>
    object: { id: string }
  }[]
  cut: boolean
}

async function exported(account: string, query = ""): Promise<Exported> {
  const answer = await (await door.as(account)).get(`/audit/events.json${query}`)
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8")
  return (await answer.json()) as Exported
}

test("a manager reads in words who did what to which object, with the fields before and after", async () => {
  const { status, html, words } = await ask("manager", `/audit?id=${walk.slug}`)
  expect(status).toBe(200)
  expect(words).toContain("没有符合条件的记录")
  const [row] = await door.cell.rows(
    "select s.id from submissions s join estates e on e.id = s.estate_id where e.slug = ? and s.quarter = ?",
    [walk.slug, walk.open],
  )
  const page = await ask("manager", `/audit?id=${row?.["id"]}`)
  expect(page.words).toContain("共 3 条")
  expect(page.words).toContain("退回填报")
  expect(page.words).toContain("演示物业公司填报员")
  expect(page.words).toMatch(/状态 草稿 → 改为 待街道核实/)
  expect(page.words).toContain("户数 无 → 改为 777")
  // The district's and the street's people are their organisation to a company.
  expect(page.words).toContain("办事处（演示）")
  expect(page.words).not.toContain("演示街道核查员")
  expect(page.words).toContain("退回原因 无 → 改为 文字 9 字（不记录内容）")
  expect(page.html).not.toContain("王女士")
  expect(page.html).toContain(`href="/filing/${walk.open}/${walk.slug}"`)
  expect(html).not.toContain("undefined")
})

test("everybody exports the own events and no others", async () => {
  const files = await Promise.all(accounts.map((account) => exported(account)))
  for (const [at, file] of files.entries()) {
    const own = await door.cell.rows(
      `select seq from audit_events where organisation_id = ? or concerns_id = ?
       ${accounts[at] === "operator" ? "or organisation_id is null" : ""} order by at desc, seq desc`,
      [file.organisation.id, file.organisation.id],
    )
    expect(file.events.map(({ seq }) => seq)).toEqual(own.map((row) => row["seq"]))
    expect(file.cut).toBe(false)
  }
  const seen = files.map(({ events }) => new Set(events.map(({ id }) => id)))
  const [company, district, , operator] = seen
  const shared = [...(company ?? [])].filter((id) => district?.has(id) || operator?.has(id))
  const about = await door.cell.rows("select id from audit_events where concerns_id = 'company-1'")
  expect(shared.filter((id) => !about.some((row) => row["id"] === id))).toEqual([])
})

test("another organisation's event is not found by any filter, on the page or in a file", async () => {
  const [other] = await door.cell.rows(
    "select id, entity_id, request_id, actor_user_id from audit_events where organisation_id = 'company-2' limit 1",
  )
  for (const name of ["id", "entity_id"]) {
    const query = `?id=${other?.[name]}`
    expect((await ask("manager", `/audit${query}`)).words).toContain("没有符合条件的记录")
    expect((await exported("manager", query)).events).toEqual([])
  }
  expect((await exported("manager", `?person=${other?.["actor_user_id"]}`)).events).toEqual([])
  const { html } = await ask("manager", "/audit")
  expect(html).not.toContain("user-company-2")
  expect(html).not.toContain("user-place-")
})

test("filters: by action, object, person and day in Beijing, kept in the address and in the form", async () => {
  const { html, words } = await ask("manager", "/audit?action=submission.return&entity=submission")
  expect(html).toMatch(/<option value="submission.return" selected/)
  expect(list(html)).not.toContain("提交填报")
  expect(words).toContain("退回填报")
  const day = "2026-10-12"
  const all = await exported("manager")
  const within = await exported("manager", `?from=${day}&to=${day}`)
  const begin = `${day.slice(0, 8)}11T16:00:00.000Z`
  expect(within.events.length).toBe(all.events.filter(({ at }) => at >= begin).length)
  expect(within.events.length).toBeGreaterThan(2)
  expect((await exported("manager", "?to=2026-10-11")).events.length).toBe(
    all.events.length - within.events.length,
  )
  const editor = await exported("manager", "?person=user-company-1-editor")
  expect(new Set(editor.events.map(({ actor }) => actor["userId"]))).toEqual(
    new Set(["user-company-1-editor"]),
  )
})

test("a wrong day is told beside its field, with what was typed; a file leads back to the page", async () => {
  const page = await ask("manager", "/audit?from=2026-02-30&to=yesterday")
  expect(page.status).toBe(422)
  expect(page.words).toContain("有 2 处需要改正")
  expect(page.html).toContain('value="2026-02-30"')
  expect((await ask("manager", "/audit?from=2026-10-12&to=2026-10-11")).words).toContain(
    "开始日期晚于结束日期",
  )
  const file = await (await door.as("manager")).get("/audit/events.csv?from=x")
  expect(file.headers.get("location")).toBe("/audit?from=x")
})

test.each([
  "/audit?after=2026-10-12T00:00:00.000Z_1%27--",
  "/audit?after=0_0",
  "/audit?after=9999-99-99T99:99:99.999Z_999999999999999",
  "/audit?action=%00%3Cscript%3Ealert(1)%3C/script%3E&id=%27%20or%201=1",
  `/audit?id=${"x".repeat(5_000)}`,
])("an address that was edited by hand is answered: %s", async (path) => {
  const { status, html } = await ask("manager", path)
  expect(status).toBe(200)
  expect(html).not.toContain("<script>alert")
})

test("pages follow one another without a gap; the page costs two round trips however many events there are", async () => {
  await addEvents(door.cell, 600, new Date("2026-09-01T00:00:00Z"))
  const seen: string[] = []
  let path: string | undefined = "/audit"
  let pages = 0
  while (path && pages++ < 20) {
    const next: string = path
    const { response, roundTrips } = await door.costOf(async () => (await door.as("manager")).get(next))
    expect(roundTrips).toBe(2)
    const { html } = await shown(response)
    seen.push(...[...html.matchAll(/<dt>记录<\/dt><dd>([^<]+)<\/dd>/g)].map(([, id = ""]) => id))
    path = /href="([^"]+)">更早的记录/.exec(html)?.[1]?.replaceAll("&amp;", "&")
  }
  const all = await exported("manager")
  expect(seen).toEqual(all.events.map(({ id }) => id))
})

test("CSV: read by spreadsheets, no cell a formula, the same events as the page", async () => {
  const change = `=HYPERLINK("http://evil.example","x")`
  await door.cell.rows(
    `insert into audit_events (id, at, actor_kind, organisation_id, action, entity, entity_id, detail, after)
     values ('formula', '2026-10-12T01:00:00.000Z', 'system', 'company-1', ?, 'submission', ?, '{}', ?)`,
    [change, "+1+1", JSON.stringify({ [change]: '@x","' })],
  )
  const answer = await (await door.as("manager")).get("/audit/events.csv")
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="audit-2026-10-12.csv"')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const { records, faults } = parseCsv(new TextDecoder().decode(bytes))
  expect(faults).toEqual([])
  const events = (await exported("manager")).events
  expect(records.slice(1).map(({ fields }) => fields[11])).toEqual(events.map(({ id }) => id))
  const cells = records.flatMap(({ fields }) => fields)
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  expect(cells).toContain("'+1+1")
  const { html } = await ask("manager", "/audit?id=formula")
  expect(html).not.toContain('"http://evil.example"')
})

test("an export stops at 10,000 events and says so", async () => {
  await addEvents(door.cell, 44_000, new Date("2026-07-01T00:00:00Z"))
  const file = await exported("manager")
  expect(file.events).toHaveLength(10_000)
  expect(file.cut).toBe(true)
  const text = await (await (await door.as("manager")).get("/audit/events.csv")).text()
  expect(text.trimEnd().split("\r\n").at(-1)).toContain("只导出前 10,000 条")
})

test("the operator sees the platform's jobs, nobody else does", async () => {
  await sealEvents(door.cell.contextFor({ ...system, job: "seal-audit" }), door.cell.deps.digest)
  const page = await ask("operator", "/audit?action=audit.seal")
  expect(page.words).toContain("系统任务：封存操作记录")
  expect((await ask("operator", "/audit?action=session.begin")).words).toContain("登录")
  expect((await exported("manager", "?action=audit.seal")).events).toEqual([])
  expect((await exported("city", "?action=audit.seal")).events).toEqual([])
})
