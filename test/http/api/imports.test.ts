import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { estateFile as csv, type Imports, openImports } from "../../support/import-forms.ts"
import { openProgram, type Program } from "../../support/program.ts"
import { jinjiang, qingyang } from "../../support/registry-forms.ts"
import type { ToldProblem } from "../../support/told-program.ts"
import { workbook, zipBomb } from "../../support/workbooks.ts"

const minhe = "示例·岷禾物业"
const csvType = "text/csv"
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

let door: FrontDoor
let pages: Imports
let city: Program
let district: Program
let operator: Program

beforeAll(async () => {
  door = await openFrontDoor({ estates: 6 })
  pages = openImports(door)
  city = await openProgram(door, "city")
  district = await openProgram(door, "approver")
  operator = await openProgram(door, "operator")
})
afterAll(() => door.close())

interface Answer {
  status: number
  text: string
  body: ToldProblem & Record<string, unknown>
}

/** Sends a file; every answer is what the document declares. */
async function send(
  path: string,
  file: string | Uint8Array,
  { by = city, type = csvType, key = randomUUID() }: { by?: Program; type?: string; key?: string } = {},
): Promise<Answer> {
  const answer = await by.send("POST", path, file, { "content-type": type, "idempotency-key": key })
  const text = await answer.text()
  const body = JSON.parse(text) as Answer["body"]
  return { status: answer.status, text, body }
}
const rules = ({ body }: Answer) => (body.faults ?? []).map(({ rule }) => rule)
const estates = "/imports/estates"
const places = "/imports/places"

describe("a good file of estates", () => {
  const file = csv(
    `接口甲苑,${jinjiang},"1,079",15,${minhe},,2021/3/1,`,
    `接口乙苑,${jinjiang},500,,${minhe},,2020年1月5日,2022-12-31`,
    `接口乙苑,${jinjiang},,,${minhe},,2023-01-01,`,
    `接口丙苑,${qingyang},,,,,,`,
  )

  test("checked, tells what it would enter, and enters nothing", async () => {
    const before = await pages.count("estates")
    const writes = await pages.count("writes")
    const key = randomUUID()
    const checked = await send(`${estates}?dryRun=true`, file, { key })
    expect(checked.status).toBe(200)
    expect(checked.body).toMatchObject({ estates: 3, tenures: 3, notes: [] })
    expect((checked.body as unknown as { items: unknown[] }).items[0]).toEqual({
      line: 2,
      slug: "jie-kou-jia-yuan",
      name: "接口甲苑",
      placeCode: jinjiang,
      tenures: [{ company: minhe, fromDate: "2021-03-01", toDate: null }],
    })
    expect([await pages.count("estates"), await pages.count("writes")]).toEqual([before, writes])
    // Its key is as good as new.
    expect((await send(estates, csv(`接口零苑,${jinjiang},,,,,,`), { key })).status).toBe(201)
  })

  test("is entered whole, once however often and at once it is sent, each estate with its event by the key", async () => {
    const before = await pages.count("estates")
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(estates, file, { key })))
    answers.push(await send(estates, file, { key }))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set(['201 {"entered":3}']),
    )
    expect(await pages.count("estates")).toBe(before + 3)
    const events = await door.cell.rows(
      `select actor_kind k, request_id r from audit_events where action = 'estate.import'
       and json_extract(detail, '$.estates') = 3`,
    )
    expect(events.map(({ k }) => k)).toEqual(["key", "key", "key"])
    const read = await city.get("/estates/jie-kou-yi-yuan")
    expect(await read.json()).toMatchObject({ households: 500, tenures: [{ company: minhe }, {}] })
    for (const other of [`${file}\n接口丁苑,${jinjiang},,,,,,`, csv(`接口丁苑,${jinjiang},,,,,,`)]) {
      const reused = await send(estates, other, { key })
      expect([reused.status, reused.body.code]).toEqual([422, "key_reused"])
    }
    const again = await send(`${estates}?confirmed=true`, csv(`接口丁苑,${jinjiang},,,,,,`), { key })
    expect([again.status, again.body.code]).toEqual([422, "key_reused"])
    expect(await pages.count("estates")).toBe(before + 3)
  })

  test("from Excel, and of two thousand estates, in two round trips", async () => {
    const sheet = await workbook([
      ["name", "place code", "built"],
      ["接口表苑", jinjiang, "1998"],
    ])
    expect((await send(estates, sheet, { type: xlsxType })).body["entered"]).toBe(1)
    const lines = Array.from(
      { length: 2000 },
      (_, at) => `接口 ${at} 号院,${jinjiang},300,5,${minhe},,2021-01-01,`,
    )
    const headers = { "content-type": csvType }
    const { response, roundTrips } = await door.costOf(() =>
      city.send("POST", estates, csv(...lines), headers),
    )
    expect(await response.json()).toEqual({ entered: 2000 })
    expect(roundTrips).toBe(2)
    expect(response.headers.get("ratelimit-limit")).toBe("120")
  })

  test("with something to look at is entered once that is confirmed", async () => {
    const doubtful = csv("接口戊苑,510104035,,,,,,", `接口甲苑,${qingyang},,,,,,`)
    const checked = await send(`${estates}?dryRun=true`, doubtful)
    expect(checked.status).toBe(200)
    expect(checked.body["notes"]).toHaveLength(2)
    const before = await pages.count("estates")
    const refused = await send(estates, doubtful)
    expect([refused.status, refused.body.code]).toEqual([422, "import_unconfirmed"])
    expect(refused.body.faults).toEqual(checked.body["notes"])
    expect(await pages.count("estates")).toBe(before)
    expect((await send(`${estates}?confirmed=true`, doubtful)).body["entered"]).toBe(2)
  })
})

describe("a bad file of estates enters nothing", () => {
  const wrong = csv(
    `甲,${jinjiang},,,,,,`,
    `甲,${jinjiang},,,,,,`,
    `柳岸坊,510104018004,,,,,,`,
    "乙,51010499,,,,,,",
    `丙,${jinjiang},很多,,没有物业,,2021-02-29,`,
    "=A1,510104999999,,,,,,,多余",
  )

  test("and tells everything that is wrong with it, as the page does", async () => {
    const before = [await pages.count("estates"), await pages.count("writes")]
    const page = await pages.upload("city", wrong)
    for (const path of [estates, `${estates}?dryRun=true`]) {
      const answer = await send(path, wrong)
      expect([answer.status, answer.body.code]).toEqual([422, "import_faults"])
      expect(page.words).toContain(`有 ${answer.body.faults?.length} 处需要改正`)
      for (const { message, pointer, parameters } of answer.body.faults ?? []) {
        expect(page.words).toContain(message)
        expect(pointer).toBeNull()
        if (parameters?.["row"] !== undefined) expect(page.words).toContain(`第 ${parameters["row"]} 行`)
      }
      const told = ["row_twice", "place_shape", "company_unknown", "formula", "cell_without_title"]
      expect(rules(answer)).toEqual(expect.arrayContaining(told))
    }
    expect([await pages.count("estates"), await pages.count("writes")]).toEqual(before)
  })

  test.each<[string, string | Uint8Array, string]>([
    ["that is empty", "", "file_empty"],
    ["of a header alone", "小区名称,区划代码", "no_rows"],
    ["with an unknown column", "小区名称,区划代码,备注\n甲,1,x", "column_unknown"],
    ["without a column", "小区名称\n甲", "column_missing"],
    ["of too many rows", `小区名称,区划代码\n${"甲,1\n".repeat(2001)}`, "too_many_rows"],
    ["with a quote that never ends", `小区名称,区划代码\n"甲,${jinjiang}`, "csv_quotes"],
    ["that is a PDF", "%PDF-1.7", "file_other"],
    ["that is no workbook", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "file_broken"],
    ["that is a zip bomb", zipBomb(), "file_bomb"],
  ])("%s", async (_, file, rule) => {
    const answer = await send(estates, file, { type: typeof file === "string" ? csvType : xlsxType })
    expect([answer.status, answer.body.code]).toEqual([422, "import_faults"])
    expect(rules(answer)).toContain(rule)
    for (const { message } of answer.body.faults ?? []) expect(message).toMatch(/[一-鿿]{3}/)
  })

  test("of another district", async () => {
    const own = await send(`${estates}?dryRun=true`, csv(`区内苑,${jinjiang},,,,,,`), { by: district })
    expect(own.status).toBe(200)
    const answer = await send(estates, csv(`区外苑,${qingyang},,,,,,`), { by: district })
    expect([answer.status, answer.body.code]).toEqual([422, "import_faults"])
  })

  test("of another type than a table, beyond 2 MB, or with another query", async () => {
    const refusal = async (path: string, file: string, type: string) => {
      const { status, body } = await send(path, file, { type })
      return [status, body.code]
    }
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
      expect(await refusal(estates, "{}", type), type).toEqual([415, "media_type"])
    expect(await refusal(estates, "x".repeat(2 * 1024 * 1024 + 1), csvType)).toEqual([413, "too_large"])
    expect(await refusal(`${estates}?dryRun=1`, "", csvType)).toEqual([400, "query_invalid"])
    expect(await refusal(`${estates}?dryrun=true`, "", csvType)).toEqual([400, "query_invalid"])
    const key = await city.send("POST", estates, "", { "content-type": csvType, "idempotency-key": "x" })
    expect(((await key.json()) as ToldProblem).code).toBe("idempotency_key_malformed")
  })
})

describe("a file of places", () => {
  const file = (...lines: string[]) => ["区划代码,名称,类型,功能区代码", ...lines].join("\n")
  const whole = file(
    "510191001001,导入社区,,",
    "510191001,导入街道,,510192",
    "510191,导入县,,",
    "510192,导入新区,功能区,",
  )

  test("is checked and entered by the operator, in any order", async () => {
    const checked = await send(`${places}?dryRun=true`, whole, { by: operator })
    expect(checked.body["places"]).toBe(4)
    const key = randomUUID()
    const one = await send(places, whole, { by: operator, key })
    expect([one.status, one.body["entered"]]).toEqual([201, 4])
    expect((await send(places, whole, { by: operator, key })).text).toBe(one.text)
    const entered = await operator.get("/places/510191001")
    expect(await entered.json()).toMatchObject({ kind: "street", zoneCode: "510192", below: 1 })
    const again = await send(places, whole, { by: operator })
    expect([again.status, rules(again)]).toEqual([422, Array(4).fill("code_taken")])
  })
})
