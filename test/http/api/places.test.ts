import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram, type Program } from "../../support/program.ts"
import { right, tagOf, told } from "../../support/told-program.ts"

let door: FrontDoor
let operator: Program
let district: Program

beforeAll(async () => {
  door = await openFrontDoor({ estates: 4 })
  operator = await openProgram(door, "operator")
  district = await openProgram(door, "approver", ["estates:read"])
})
afterAll(() => door.close())

interface Row {
  code: string
  name: string
  kind: string
  within: string[]
  retiredFrom: string | null
}
type List = { items: Row[]; nextCursor: string | null }
type Changed = { code: string; href: string }

const list = (query = "", by = district) => right<List>("listPlaces", by.get(`/places${query}`))
const create = (body: object, key = randomUUID()) =>
  operator.send("POST", "/places", body, { "idempotency-key": key })
const events = async (action: string) =>
  (await door.cell.rows("select id from audit_events where action = ?", [action])).length

describe("places are looked up", () => {
  test("page by page in the order of their codes, each once", async () => {
    const codes: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor ? `&cursor=${cursor}` : ""
      const page: List = await list(`?district=510104&limit=40${query}`)
      codes.push(...page.items.map(({ code }) => code))
      cursor = page.nextCursor
    } while (cursor)
    const rows = await door.cell.rows(
      `select code from places p where substr(code, 1, 6) = '510104' and zone_code is null
       and coalesce((select zone_code from places up where up.code = p.parent_code), '') = '' order by code`,
    )
    expect(codes).toEqual(rows.map(({ code }) => code))
    expect(codes.length).toBeGreaterThan(80)
    const { roundTrips } = await door.costOf(() => district.get("/places?limit=200"))
    expect(roundTrips).toBe(1)
  })

  test("by name or by the beginning of a code, with what stands above", async () => {
    const { items } = await list("?q=石牛堰&limit=5")
    expect(items[0]).toMatchObject({ code: "510104018004", kind: "community" })
    expect(items[0]?.within).toEqual(["锦江区", expect.stringContaining("街道")])
    expect((await list("?q=510104018")).items.every(({ code }) => code.startsWith("510104018"))).toBe(true)
    expect((await list("?q=没有这个地方")).items).toEqual([])
  })
})

describe("the operator", () => {
  test("enters, renames, retires and takes up again, each once and with its event", async () => {
    const key = randomUUID()
    const made = await right<Changed>(
      "createPlace",
      create({ code: "510104018990", name: "接口社区" }, key),
      201,
    )
    expect(made).toEqual({ code: "510104018990", href: "/api/v1/places/510104018990" })
    const again = await create({ code: "510104018990", name: "接口社区" }, key)
    expect([again.status, await again.json()]).toEqual([201, made])
    const path = "/places/510104018990"
    const write = async (operation: string, method: string, part: string, body: object) => {
      const etag = await tagOf(operator, path)
      return right<Changed>(operation, operator.send(method, path + part, body, { "if-match": etag }))
    }
    const before = await tagOf(operator, path)
    await write("renamePlace", "PUT", "/name", { name: "接口二社区" })
    const stale = await told(operator.send("PUT", `${path}/name`, { name: "三" }, { "if-match": before }))
    expect(stale).toMatchObject({ status: 412, code: "stale", revision: 2 })
    await write("retirePlace", "POST", "/retirement", { from: "2026-10-01" })
    expect(await (await operator.get(path)).json()).toMatchObject({
      ...{ name: "接口二社区", retiredFrom: "2026-10-01", parentCode: "510104018", estates: 0, below: 0 },
    })
    const twice = { "if-match": await tagOf(operator, path) }
    const retired = operator.send("POST", `${path}/retirement`, { from: "2026-10-01" }, twice)
    expect(await told(retired)).toMatchObject({ status: 409, code: "place_retired_already" })
    await write("reinstatePlace", "POST", "/reinstatement", {})
    const standing = { "if-match": await tagOf(operator, path) }
    const reinstated = operator.send("POST", `${path}/reinstatement`, {}, standing)
    expect(await told(reinstated)).toMatchObject({ status: 409, code: "place_not_retired" })
    for (const action of ["place.create", "place.rename", "place.retire", "place.reinstate"])
      expect(await events(action), action).toBe(1)
  })

  test("is told what is wrong, where in the body", async () => {
    const taken = await told(create({ code: "510104018", name: "甲" }))
    expect(taken).toMatchObject({ status: 422, code: "invalid" })
    expect(taken.faults?.[0]).toMatchObject({ rule: "code_taken", pointer: "/code" })
    expect(taken.faults?.[0]?.message).toContain("这个代码已是东湖街道")
    const zone = await told(create({ code: "510104991", name: "甲", zoneCode: "510105" }))
    expect(zone.faults?.[0]).toMatchObject({ rule: "zone_unknown", pointer: "/zoneCode" })
    const headers = { "if-match": await tagOf(operator, "/places/510104018") }
    const full = operator.send("POST", "/places/510104018/retirement", { from: "2026-10-01" }, headers)
    expect(await told(full)).toMatchObject({ status: 409, code: "place_not_empty" })
    expect(await told(operator.send("PUT", "/places/510104018/name", { name: "乙" }))).toMatchObject({
      ...{ status: 428, code: "if_match_missing" },
    })
    expect(await told(operator.get("/places/999999"))).toMatchObject({ status: 404, code: "not_found" })
  })
})
