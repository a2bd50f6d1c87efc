import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram, type Program } from "../../support/program.ts"

let door: FrontDoor
let program: Program
let draft: string
let check: string

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8 })
  program = await openProgram(door, "manager")
  const [row] = await door.cell.rows(
    `select slug from estates e where place_code = '510104018004'
     and not exists (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?)`,
    [door.openQuarter],
  )
  draft = `/submissions/${door.openQuarter}/${row?.["slug"]}/draft`
  check = draft.replace("/draft", "/check")
})
afterAll(() => door.close())

interface ProblemBody {
  code: string
  faults?: { rule: string; field: string; pointer: string; message: string }[]
}
const seen = { "if-match": "*" }
const stored = async () =>
  (await door.cell.rows('select (select count(*) from writes) w, (select count(*) from "values") v'))[0]

async function refusal(answer: Promise<Response>): Promise<ProblemBody & { status: number }> {
  const got = await answer
  expect(got.headers.get("content-type")).toBe("application/problem+json")
  const body = (await got.json()) as ProblemBody
  return { ...body, status: got.status }
}

describe("a body", () => {
  const values = (inside: string) => `{"values":{${inside}}}`
  const cases: [string, string, number, string][] = [
    ["that is empty", "", 422, "invalid"],
    ["that is half of one", '{"values":{"households":', 400, "json_malformed"],
    ["that is no JSON", "households=1", 400, "json_malformed"],
    ["with a comment", '{"values":{}/* */}', 400, "json_malformed"],
    ["after which something stands", '{"values":{}} {}', 400, "json_malformed"],
    ["of depth 10,000", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, 400, "json_too_deep"],
    ["of depth 10,000 in objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, 400, "json_too_deep"],
    ["of depth 10,000 that never ends", "[".repeat(10_000), 400, "json_too_deep"],
    ["with a name twice", values('"households":1,"households":2'), 400, "json_duplicate_name"],
    [
      "with a name twice, once escaped",
      values('"households":1,"\\u0068ouseholds":2'),
      400,
      "json_duplicate_name",
    ],
    [
      "with a name twice but for a control character",
      values('"households":1,"house\\u0000holds":2'),
      400,
      "json_duplicate_name",
    ],
    ["with __proto__", '{"values":{},"__proto__":{"admin":true}}', 400, "json_name_refused"],
    ["with __proto__ inside", values('"__proto__":"1"'), 400, "json_name_refused"],
    ["with constructor", '{"values":{},"constructor":{"prototype":{"x":1}}}', 422, "invalid"],
    ["with a number beyond all numbers", values('"households":1e400'), 400, "json_malformed"],
    ["that is a list", "[]", 422, "invalid"],
    ["that is null", "null", 422, "invalid"],
    ["with a field of no name", '{"values":{},"":1}', 422, "invalid"],
    ["with an unknown field", '{"values":{},"revison":1}', 422, "invalid"],
    ["with a list for a value", values('"households":[1]'), 422, "invalid"],
  ]
  test.each(cases)("%s is refused", async (_, body, status, code) => {
    const before = await stored()
    const got = await refusal(program.send("PUT", draft, body, seen))
    expect([got.status, got.code]).toEqual([status, code])
    expect(await stored()).toEqual(before)
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined()
  })

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/merge-patch+json",
    "",
  ])("of type “%s” is refused with 415", async (type) => {
    const got = await refusal(program.send("PUT", draft, "{}", { ...seen, "content-type": type }))
    expect([got.status, got.code]).toEqual([415, "media_type"])
  })

  test("that is not UTF-8 is refused", async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])
    const request = new Request(`http://localhost:8787/api/v1${draft}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${program.key}`, "content-type": "application/json", ...seen },
      body,
    })
    expect((await refusal(door.fetch(request))).code).toBe("json_malformed")
  })

  test("of 5 MB is refused with 413, declared or streamed", async () => {
    const big = `{"values":{"households":"${"9".repeat(5 * 1024 * 1024)}"}}`
    const got = await refusal(
      program.send("PUT", draft, big, { ...seen, "content-length": String(big.length) }),
    )
    expect([got.status, got.code]).toEqual([413, "too_large"])
    const bytes = new TextEncoder().encode(big)
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) controller.close()
        else controller.enqueue(bytes.slice(at, at + 65_536))
        at += 65_536
      },
    })
    const request = new Request(`http://localhost:8787/api/v1${draft}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${program.key}`, "content-type": "application/json", ...seen },
      body,
      duplex: "half",
    } as RequestInit)
    expect((await refusal(door.fetch(request))).status).toBe(413)
  })

  test("tells every fault at its place", async () => {
    const body = { values: { households: {}, "a/b~c": [] }, reasons: { households: 3 }, extra: 1 }
    const got = await refusal(program.send("PUT", draft, body, seen))
    expect(got.faults?.map(({ rule, pointer }) => `${rule} ${pointer}`).sort()).toEqual([
      "field_type /reasons/households",
      "field_type /values/a~1b~0c",
      "field_type /values/households",
      "field_unknown /extra",
    ])
    for (const { message } of got.faults ?? []) expect(message).toMatch(/[一-鿿]{4}/)
  })

  test("with several unknown keys is told each, by rule and place", async () => {
    const body = { values: {}, one: 1, two: { three: 3 }, "a/b": 0 }
    const got = await refusal(program.send("PUT", draft, body, seen))
    expect([got.status, got.code]).toEqual([422, "invalid"])
    expect(got.faults?.map(({ rule, pointer }) => `${rule} ${pointer}`)).toEqual([
      "field_unknown /a~1b",
      "field_unknown /one",
      "field_unknown /two",
    ])
    const known = await refusal(program.send("POST", check, { values: {}, one: 1, two: 2 }))
    expect(known.faults?.map(({ pointer }) => pointer)).toEqual(["/one", "/two"])
    const change = { was: 1, value: 2, more: 1, most: 2 }
    const headers = { "idempotency-key": randomUUID() }
    const deep = await refusal(program.send("PATCH", draft, { values: { households: change } }, headers))
    expect(deep.faults?.map(({ pointer }) => pointer)).toEqual([
      "/values/households/more",
      "/values/households/most",
    ])
  })

  test("with keys of nobody, keys of others and texts too long is refused in words", async () => {
    const cases: [Record<string, unknown>, string, string][] = [
      [{ toString: "1" }, "unknown_key", "/values/toString"],
      [{ constructor: "1" }, "unknown_key", "/values/constructor"],
      [{ households: "9".repeat(65) }, "too_long", "/values/households"],
    ]
    for (const [values, rule, pointer] of cases) {
      const got = await refusal(program.send("PUT", draft, { values }, { "if-match": '"0"' }))
      expect([got.status, got.code]).toEqual([422, "invalid"])
      expect(got.faults?.[0]).toMatchObject({ rule, pointer })
      expect(got.faults?.[0]?.message).not.toMatch(/^\w+$/)
    }
  })

  test("keeps no control character and no half character", async () => {
    const reason = "台\u0000账\u001b[31m\ud800一致<b>\r\n第二行"
    const values = { households: " 1,280\u0007 " }
    const first = { "if-match": '"0"' }
    const answer = await program.send("PUT", draft, { values, reasons: { households: reason } }, first)
    expect(answer.status).toBe(200)
    const body = (await answer.json()) as { values: object; reasons: object }
    expect(body.values).toEqual({ households: "1280" })
    expect(body.reasons).toEqual({ households: "台账[31m一致<b>\n第二行" })
  })

  test("with HTML and control characters in an estate's names keeps them as text", async () => {
    const city = await openProgram(door, "city")
    const names = { name: "<b>粗</b>\u0007\u202e\ud800小区", formerNames: ["<i>旧\u0000</i>"] }
    const answer = await city.send("POST", "/estates", { ...names, placeCode: "510104018004" })
    expect(answer.status).toBe(201)
    const { slug } = (await answer.json()) as { slug: string }
    const read = await city.get(`/estates/${slug}`)
    expect(read.headers.get("content-type")).toBe("application/json")
    expect(await read.json()).toMatchObject({ name: "<b>粗</b>小区", formerNames: ["<i>旧</i>"] })
  })

  test("of numbers, truth and nothing is read as the edition writes them", async () => {
    const values = {
      households: 1e3,
      gross_area: 0.1 + 0.2,
      "REQ-01": true,
      "REQ-02": false,
      bare_soil: null,
    }
    // Names that this company does not type are refused by name; its own are read.
    const got = await refusal(program.send("POST", check, { values }))
    expect(got.status).toBe(422)
    expect(got.faults?.map(({ rule }) => rule)).toEqual(["unknown_key", "not_yours", "not_yours"])
    const answer = await program.send("POST", check, { values: { households: values.households } })
    const body = (await answer.json()) as { hard: unknown[] }
    expect(answer.status).toBe(200)
    expect(body.hard).toEqual([])
  })
})
