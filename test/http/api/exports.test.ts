import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { scopes } from "../../../worker/domain/key-scope.ts"
import { runExport } from "../../../worker/usecases/export/advance-export.ts"
import { exportServices, filesOf } from "../../support/exports.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram, type Program } from "../../support/program.ts"
import { programOf, right, told } from "../../support/told-program.ts"

const day = 86_400_000
let door: FrontDoor
let company: Program
let district: Program

beforeAll(async () => {
  door = await openFrontDoor({ estates: 10, released: 1 })
  company = await openProgram(door, "manager", ["exports:write"])
  district = await programOf(door, "place-510104", "approver", ["exports:write"])
})
afterAll(() => door.close())

interface Export {
  id: string
  state: string
  steps: { done: number; total: number }
  bytes: number | null
  hash: string | null
  requestedBy: string | null
  expiresAt: string
  archive: string | null
}
type List = { items: Export[]; nextCursor: string | null }

const ask = (program: Program, key = randomUUID()) =>
  program.send("POST", "/exports", { personal: true }, { "idempotency-key": key })

async function run(exportId: string): Promise<void> {
  const [row] = await door.cell.rows("select instance from exports where id = ?", [exportId])
  const { context, exports } = exportServices(door)
  await runExport(context, exports, { exportId, instanceId: String(row?.["instance"]) })
}

test("an export is asked for once, followed and downloaded; another organisation finds nothing of it", async () => {
  const key = randomUUID()
  const atOnce = await Promise.all(Array.from({ length: 4 }, () => ask(company, key)))
  const texts = new Set(await Promise.all(atOnce.map((answer) => answer.clone().text())))
  expect([texts.size, ...atOnce.map(({ status }) => status)]).toEqual([1, 202, 202, 202, 202])
  const { id, href } = await right<{ id: string; href: string }>("requestExport", ask(company, key), 202)
  expect(href).toBe(`/api/v1/exports/${id}`)
  expect(await (await ask(company, key)).json()).toEqual({ id, href })
  expect(await door.cell.rows("select id from exports")).toHaveLength(1)
  const path = href.replace("/api/v1", "")
  const running = await right<Export>("getExport", company.get(path))
  expect(running).toMatchObject({ state: "running", bytes: null, archive: null })
  expect(await told(company.get(`${path}/archive`))).toMatchObject({ status: 404, code: "not_found" })
  expect(await told(ask(company))).toMatchObject({ status: 409, code: "export_running" })
  await run(id)
  const done = await right<Export>("getExport", company.get(path))
  expect(done).toMatchObject({ state: "done", archive: `${href}/archive` })
  expect(done.steps.done).toBe(done.steps.total)
  const { response, roundTrips } = await door.costOf(() => company.get(`${path}/archive`))
  expect(roundTrips).toBe(1)
  expect(response.headers.get("content-type")).toBe("application/zip")
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="shige-export-\d{8}\.zip"$/,
  )
  expect(response.headers.get("ratelimit-remaining")).toMatch(/^\d+$/)
  expect(response.headers.get("cache-control")).toContain("no-store")
  const archive = await response.arrayBuffer()
  expect(archive.byteLength).toBe(done.bytes)
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", archive))
  expect(Buffer.from(digest).toString("hex")).toBe(done.hash)
  expect([...filesOf(archive).keys()].length).toBeGreaterThan(5)
  const [event] = await door.cell.rows(
    "select actor_kind k from audit_events where action = 'export.request' and entity_id = ?",
    [id],
  )
  expect(event?.["k"]).toBe("key")
  for (const address of [path, `${path}/archive`])
    expect(await told(district.get(address))).toMatchObject({ status: 404, code: "not_found" })
  expect((await right<List>("listExports", district.get("/exports"))).items).toEqual([])
})

test("without the scope nothing of it, whatever else a key may do", async () => {
  const others = await programOf(
    door,
    "company-1",
    "manager",
    scopes.filter((scope) => scope !== "exports:write"),
  )
  const [row] = await door.cell.rows("select id from exports limit 1")
  const before = await door.cell.rows("select id from exports")
  for (const answer of [
    others.get("/exports"),
    others.get(`/exports/${row?.["id"]}`),
    others.get(`/exports/${row?.["id"]}/archive`),
    ask(others),
  ])
    expect(await told(answer)).toMatchObject({ status: 403, code: "forbidden" })
  expect(await door.cell.rows("select id from exports")).toEqual(before)
})

test("whoever does not say that personal information is in it is refused, and so is the sixth archive", async () => {
  for (const body of [{}, { personal: false }, { personal: "yes" }, { personal: true, more: 1 }])
    expect(await told(company.send("POST", "/exports", body))).toMatchObject({ status: 422, code: "invalid" })
  for (let n = 0; n < 4; n++) await run(((await (await ask(company)).json()) as { id: string }).id)
  const refused = await told(ask(company))
  expect(refused).toMatchObject({ status: 409, code: "export_many" })
  expect(refused.detail).toContain("parameters.n")
})

test("the list goes page by page, newest first; after its days an archive has expired", async () => {
  const first = await right<List>("listExports", company.get("/exports?limit=3"))
  expect(first.items).toHaveLength(3)
  const second = await right<List>("listExports", company.get(`/exports?limit=3&cursor=${first.nextCursor}`))
  expect(second.items).toHaveLength(2)
  expect(second.nextCursor).toBeNull()
  const all = [...first.items, ...second.items].map(({ id }) => id)
  expect(new Set(all).size).toBe(5)
  const stolen = await told(district.get(`/exports?cursor=${first.nextCursor}`))
  expect(stolen).toMatchObject({ status: 400, code: "cursor_invalid" })
  const now = door.now
  door.now = new Date(now.getTime() + 8 * day)
  const [old] = (await right<List>("listExports", company.get("/exports"))).items
  expect(old).toMatchObject({ state: "expired", archive: null })
  expect(await told(company.get(`/exports/${old?.id}/archive`))).toMatchObject({ status: 404 })
  door.now = now
})
