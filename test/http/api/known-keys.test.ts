import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { demonstrationCommunity } from "../../../schema/seed/demonstration/sites.ts"
import { addEstates } from "../../support/cell-rows.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { makeKey, openProgram, type Program, programWith } from "../../support/program.ts"

let door: FrontDoor
let program: Program
beforeAll(async () => {
  door = await openFrontDoor({ estates: 2 })
  await addEstates(door.cell, [{ slug: "known", company: "company-1" }])
})
afterAll(() => door.close())
beforeEach(async () => {
  program = await openProgram(door, "manager")
  // The first request finds the key: from here on this isolate knows it.
  expect((await program.get("/key")).status).toBe(200)
})

const draft = () => `/submissions/${door.openQuarter}/known/draft`
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
const change = (sql: string, ...args: string[]) => door.cell.rows(sql, args)
const idOf = async ({ key }: Program) =>
  String((await change("select id from api_keys where prefix = ?", key.slice(6, 14)))[0]?.["id"])
const revoke = async (of: Program) =>
  change("update api_keys set revoked_at = '2026-10-12T02:00:00.000Z' where id = ?", await idOf(of))

describe("a key that is known", () => {
  test("is asked for with the first thing that is read: one round trip a read, two a write", async () => {
    const id = await idOf(program)
    const sheet = () => program.get(`/submissions/${door.openQuarter}/known`)
    const etag = (await sheet()).headers.get("etag") ?? ""
    // The count of the first request is told to the database behind its answer.
    await expect
      .poll(() => change("select 1 from api_keys where id = ? and window_count = 1", id))
      .toHaveLength(1)
    const read = await door.costOf(sheet)
    expect([read.response.status, read.roundTrips]).toEqual([200, 1])
    const body = { values: { households: 640 } }
    const write = await door.costOf(() => program.send("PUT", draft(), body, { "if-match": etag }))
    expect([write.response.status, write.roundTrips]).toEqual([200, 2])
  })

  test("and revoked is refused on the very next request, whatever it asks for", async () => {
    await revoke(program)
    const { response, roundTrips } = await door.costOf(() => program.get("/estates"))
    expect([response.status, await codeOf(response)]).toEqual([401, "key_revoked"])
    expect(roundTrips).toBeLessThanOrEqual(2)
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/)
  })

  test.each([
    ["a write", "PUT", { values: { households: 641 } }, { "if-match": "*" }],
    ["a write without a version", "PATCH", { values: [] }, {}],
    ["a body that is no JSON", "PUT", "{", { "if-match": "*" }],
    ["another media type", "PUT", "x", { "content-type": "text/plain" }],
  ])("and revoked writes nothing and learns nothing: %s", async (_, method, body, headers) => {
    const before = await change('select count(*) n from "values"')
    await revoke(program)
    const answer = await program.send(method, draft(), body, headers as Record<string, string>)
    expect([answer.status, await codeOf(answer)]).toEqual([401, "key_revoked"])
    expect(await change('select count(*) n from "values"')).toEqual(before)
  })

  test("and removed from the database is unknown", async () => {
    await change("delete from api_keys where id = ?", await idOf(program))
    expect(await codeOf(await program.get("/estates"))).toBe("key_unknown")
  })

  test("and past its end has expired, without being asked for anew", async () => {
    const now = door.now
    door.now = new Date(now.getTime() + 100 * 86_400_000)
    expect(await codeOf(await program.get("/estates"))).toBe("key_expired")
    door.now = now
  })

  test("with fewer scopes is good for these alone at once", async () => {
    await change(`update api_keys set scopes = '["estates:read"]' where id = ?`, await idOf(program))
    expect((await program.send("PUT", draft(), { values: {} }, { "if-match": "*" })).status).toBe(403)
    expect((await program.get("/estates")).status).toBe(200)
  })
})

describe("whoever acts through a known key has changed", () => {
  // What each change is seen by; the second one puts it back.
  const changes: [what: string, change: string, back: string, seen: Record<string, unknown>][] = [
    [
      "the organisation's name",
      "update organisations set name = '改名物业' where id = 'company-1'",
      "update organisations set name = '示例·岷禾物业' where id = 'company-1'",
      { organisation: expect.objectContaining({ name: "改名物业" }) },
    ],
    [
      "its organisation is to be deleted",
      "update organisations set deletion_requested_at = '2026-10-12T00:00:00.000Z' where id = 'company-1'",
      "update organisations set deletion_requested_at = null where id = 'company-1'",
      { role: "manager" },
    ],
    [
      "the key's name",
      "update api_keys set name = '另一程序'",
      "update api_keys set name = '测试程序'",
      { name: "另一程序" },
    ],
  ]
  test.each(changes)("%s: it is told as it is now", async (_, forth, back, seen) => {
    await change(forth)
    const answer = await program.get("/key")
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject(seen)
    await change(back)
  })

  test("a write with its body is made once more, and once only", async () => {
    const events = async () =>
      Number((await change("select count(*) n from audit_events where action = 'submission.save'"))[0]?.["n"])
    const before = await events()
    const seen = await program.get(`/submissions/${door.openQuarter}/known`)
    const etag = seen.headers.get("etag") ?? ""
    await change("update users set name = '改名' where id = 'company-1-manager'")
    const body = { values: { households: 777 } }
    const answer = await program.send("PUT", draft(), body, { "if-match": etag })
    expect(answer.status).toBe(200)
    expect(answer.headers.get("ratelimit-limit")).toBe("120")
    const stored = await change(`select value from "values" where key = 'households' and value = '777'`)
    expect(stored).toHaveLength(1)
    expect(await events()).toBe(before + 1)
  })

  test("a file too", async () => {
    const city = programWith(door, await makeKey(door, "city"))
    expect((await city.get("/key")).status).toBe(200)
    await change("update organisations set name = '成都市新名' where id = 'place-510100'")
    const csv = `小区名称,区划代码\n一个小区,${demonstrationCommunity}\n`
    const answer = await city.send("POST", "/imports/estates?dryRun=true", csv, {
      "content-type": "text/csv",
    })
    expect(answer.status).toBe(200)
  })

  test("a member that sees fewer estates now sees only these", async () => {
    expect((await program.get(`/submissions/${door.openQuarter}/known`)).status).toBe(200)
    await change("update members set limited = 1 where id = 'company-1-manager'")
    expect((await program.get(`/submissions/${door.openQuarter}/known`)).status).toBe(404)
    await change("update members set limited = 0 where id = 'company-1-manager'")
  })
})
