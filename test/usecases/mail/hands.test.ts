import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { TestCell } from "../../support/cell.ts"
import { forgetNews, linesOf, openNewsCity } from "../../support/news-city.ts"
import { jobsAt, remind } from "../../support/remind-city.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openNewsCity()
})
afterAll(() => cell.close())
beforeEach(() => forgetNews(cell))

const at = (time: string) => jobsAt(cell, time)
const lines = (kind: string) => linesOf(cell, kind)

describe("estates that change hands", () => {
  const write = (action: string, company: string, slug: string, when: string) =>
    cell.rows(
      `insert into audit_events (id, at, actor_kind, action, entity, entity_id, concerns_id, detail)
       values (lower(hex(randomblob(8))), ?, 'system', ?, 'estate', ?, ?, '{}')`,
      [when, action, `id-${slug}`, company],
    )

  test("are told of the day after, to both companies, in one letter each", async () => {
    const day = "2026-11-05T03:00:00.000Z"
    for (const slug of ["a1", "a2"]) {
      await cell.rows("update tenures set to_date = '2026-11-09' where id = ?", [`tenure-${slug}`])
      await cell.rows(
        "insert into tenures (id, estate_id, organisation_id, from_date) values (?, ?, 'company-2', '2026-11-10')",
        [`taken-${slug}`, `id-${slug}`],
      )
      for (const company of ["company-1", "company-2"]) await write("tenure.begin", company, slug, day)
    }
    at("2026-11-05T23:00")
    expect(await remind(cell)).toBe(0)
    at("2026-11-06T08:00")
    expect(await remind(cell)).toBe(3)
    const until = `{"until":"2026-11-09"}`
    const from = `{"from":"2026-11-10"}`
    expect(await lines("handed_over")).toEqual([
      `ann 2: a1 ${until}, a2 ${until}`,
      `cem 1: a1 ${until}`,
      `eve 2: a1 ${from}, a2 ${from}`,
    ])
    expect(await remind(cell)).toBe(0)
    // Taken back on another day: who had it goes on.
    await cell.rows("delete from messages")
    for (const slug of ["a1", "a2"]) {
      await cell.rows("delete from tenures where id = ?", [`taken-${slug}`])
      await cell.rows("update tenures set to_date = null where id = ?", [`tenure-${slug}`])
      for (const company of ["company-1", "company-2"])
        await write("tenure.remove", company, slug, "2026-11-06T03:00:00.000Z")
    }
    at("2026-11-07T08:00")
    await remind(cell)
    const never = `{"never":true}`
    expect(await lines("handed_over")).toContain(`eve 2: a1 ${never}, a2 ${never}`)
    expect(await lines("handed_over")).toContain(`cem 1: a1 {"from":"2021-01-01"}`)
  })

  test("of what came and went within a day nobody hears", async () => {
    const day = "2026-12-05T03:00:00.000Z"
    await write("tenure.begin", "company-2", "a3", day)
    await write("tenure.remove", "company-2", "a3", day)
    at("2026-12-06T08:00")
    expect(await remind(cell)).toBe(0)
  })
})
