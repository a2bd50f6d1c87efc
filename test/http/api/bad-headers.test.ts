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

async function refusal(answer: Promise<Response>): Promise<ProblemBody & { status: number }> {
  const got = await answer
  expect(got.headers.get("content-type")).toBe("application/problem+json")
  const body = (await got.json()) as ProblemBody
  return { ...body, status: got.status }
}

describe("headers", () => {
  test("without If-Match 428, from yesterday 412 with what changed", async () => {
    const missing = await refusal(program.send("PUT", draft, { values: {} }))
    expect([missing.status, missing.code]).toEqual([428, "if_match_missing"])
    const path = draft.replace("/draft", "")
    const yesterday = (await program.get(path)).headers.get("etag") ?? ""
    const today = await program.send("PUT", draft, { values: { households: 900 } }, { "if-match": yesterday })
    expect(today.status).toBe(200)
    expect(today.headers.get("etag")).toBe((await program.get(path)).headers.get("etag"))
    const answer = await program.send(
      "PUT",
      draft,
      { values: { households: 901 } },
      { "if-match": yesterday },
    )
    expect(answer.status).toBe(412)
    expect(answer.headers.get("etag")).toBe(today.headers.get("etag"))
    expect(await answer.json()).toMatchObject({
      code: "stale",
      state: "draft",
      changed: [
        { what: "submission", seen: 0, now: 1 },
        { what: "company", seen: 0, now: 1 },
      ],
      values: [{ key: "households", yours: "901", now: "900" }],
    })
    for (const nonsense of ['"abc"', "abc", '"0|company:x"', '"99|company:99"', '"-1"', '""'])
      expect(
        (await refusal(program.send("PUT", draft, { values: {} }, { "if-match": nonsense }))).status,
      ).toBe(412)
    const listed = `"0", W/${today.headers.get("etag")}`
    const kept = await program.send("PUT", draft, { values: { households: 902 } }, { "if-match": listed })
    expect(kept.status).toBe(200)
  })

  test("an Idempotency-Key that is none is refused", async () => {
    for (const [key, code] of [
      ["short", "idempotency_key_malformed"],
      ["x".repeat(65), "idempotency_key_malformed"],
      ["with space in it", "idempotency_key_malformed"],
      ["../../../etc", "idempotency_key_malformed"],
      ["", "idempotency_key_malformed"],
    ])
      expect((await refusal(program.send("POST", check, {}, { "idempotency-key": key ?? "" }))).code).toBe(
        code,
      )
  })
})

describe("a query", () => {
  test.each([
    "limit=0",
    "limit=201",
    "limit=x",
    "limit=1.5",
    "state=unknown",
    "cursr=x",
    "quarter=2026Q5",
    "limit=5&limit=6",
  ])("%s is refused", async (query) => {
    const got = await refusal(program.get(`/submissions?${query}`))
    expect([got.status, got.code]).toEqual([400, "query_invalid"])
  })

  test("a cursor leads through the whole list, and is worth nothing changed, elsewhere or to others", async () => {
    const slugs: string[] = []
    let query = "limit=2"
    let cursor = ""
    for (let page = 0; page < 40; page++) {
      const body = (await (await program.get(`/submissions?${query}`)).json()) as {
        items: { estate: string }[]
        nextCursor: string | null
      }
      slugs.push(...body.items.map(({ estate }) => estate))
      if (body.nextCursor === null) break
      cursor = body.nextCursor
      query = `limit=2&cursor=${cursor}`
    }
    const all = (await (await program.get("/submissions?limit=200")).json()) as {
      items: { estate: string }[]
    }
    expect(slugs).toEqual(all.items.map(({ estate }) => estate))
    expect(new Set(slugs).size).toBe(slugs.length)
    expect(slugs.length).toBeGreaterThanOrEqual(3)

    const [place = "", mark = ""] = cursor.split(".")
    const edited = Buffer.from("a").toString("base64url")
    const invalid = [
      `${edited}.${mark}`,
      `${place}.${mark.slice(0, -1)}${mark.endsWith("A") ? "B" : "A"}`,
      `${place}x.${mark}`,
      place,
      `.${mark}`,
      "x",
      "%00",
      "'or 1=1--",
      "A".repeat(700),
    ]
    for (const one of invalid) {
      const got = await refusal(program.get(`/submissions?limit=2&cursor=${one}`))
      expect([one.slice(0, 20), got.status, got.code]).toEqual([one.slice(0, 20), 400, "cursor_invalid"])
    }
    const elsewhere = await refusal(program.get(`/submissions?state=none&cursor=${cursor}`))
    expect(elsewhere.code).toBe("cursor_invalid")
    const other = await openProgram(door, await door.addMember("company-2", "manager"))
    expect((await refusal(other.get(`/submissions?limit=2&cursor=${cursor}`))).code).toBe("cursor_invalid")
  })
})

test("addresses that nobody would type are answered, never with 500", async () => {
  const odd = [
    "1e400",
    "-1",
    "%00",
    "%E0%A4%A",
    "' or 1=1 --",
    "x".repeat(4000),
    "..%2f..",
    "__proto__",
    "constructor",
  ]
  for (const value of odd)
    for (const path of [
      `/submissions/${value}/${value}`,
      `/submissions/2026Q3/${value}`,
      `/submissions/2026Q3/${value}/keys`,
      `/quarters/${value}`,
      `/${value}`,
    ]) {
      const answer = await program.get(path)
      expect([403, 404], path).toContain(answer.status)
      expect(answer.headers.get("content-type"), path).toBe("application/problem+json")
    }
})
