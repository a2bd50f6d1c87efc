import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { TestCell } from "../../support/cell.ts"
import { addSubmissions, closeDistrict } from "../../support/cell-rows.ts"
import { forgetNews, openNewsCity, newsQuarter as quarter, toldOf } from "../../support/news-city.ts"
import { addPerson, jobsAt, remind } from "../../support/remind-city.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openNewsCity()
  for (const id of ["jinjiang", "qingyang", "city"])
    await addPerson(cell, id, { id: `head-${id}`, role: "approver" })
})
afterAll(() => cell.close())
beforeEach(() => forgetNews(cell))

const told = async (kind: string) =>
  (await toldOf(cell, kind)).map(({ who, count, estates }) =>
    [who, count, ...estates.map(({ name }) => name.replace("小区 ", ""))].filter(Boolean).join(" "),
  )

test("what has waited for a week is told to the level whose turn it is, by name, once a week, to nobody who left", async () => {
  await addSubmissions(cell, [
    { slug: "a1", quarter, state: "submitted" },
    { slug: "b1", quarter, state: "street_verified" },
    { slug: "a3", quarter, state: "verified" },
  ])
  await cell.rows("update estates set street_code = '510104035' where slug in ('a1', 'a2', 'b1')")
  await cell.rows(
    "update submissions set submitted_at = '2026-10-05T01:00:00.000Z', street_verified_at = '2026-10-06T15:59:00.000Z'",
  )
  const runs: number[] = []
  for (const time of ["2026-10-11T09:00", "2026-10-12T06:59", "2026-10-12T09:00", "2026-10-14T09:00"]) {
    jobsAt(cell, time)
    await remind(cell)
    runs.push((await told("waits_long")).length)
  }
  // On Monday the street's; the district's is a week old on Tuesday, and told in the same week.
  expect(runs).toEqual([0, 0, 1, 3])
  expect(await told("waits_long")).toEqual(["head-jinjiang 1 b1", "of-jinjiang 1 b1", "of-street 1 a1"])
  await cell.rows("update members set ended_at = 'x' where user_id = 'head-jinjiang'")
  jobsAt(cell, "2026-10-19T09:00")
  await remind(cell)
  expect(await told("waits_long")).toEqual([
    "head-jinjiang 1 b1",
    "of-jinjiang 1 b1",
    "of-jinjiang 1 b1",
    "of-street 1 a1",
    "of-street 1 a1",
  ])
  const [row] = await cell.rows("select fields from messages where kind = 'waits_long' limit 1")
  expect(Object.keys(JSON.parse(String(row?.["fields"]))).toSorted()).toEqual(["count", "estates", "link"])
})

test("the day after the last one each district that has not closed is told once, then the city when all have", async () => {
  await closeDistrict(cell, quarter, "510105")
  await cell.rows("update closings set closed_at = '2026-10-25T02:00:00.000Z'")
  const at = async (time: string) => {
    jobsAt(cell, time)
    return remind(cell)
  }
  await at("2026-10-25T09:00")
  expect(await told("closing_due")).toEqual([])
  await at("2026-10-26T09:00")
  await at("2026-10-27T09:00")
  expect(await told("closing_due")).toEqual(["head-jinjiang 3"])
  expect(await told("release_due")).toEqual([])
  await closeDistrict(cell, quarter, "510104")
  await cell.rows("update closings set closed_at = '2026-10-27T02:00:00.000Z'")
  await at("2026-10-28T09:00")
  await at("2026-10-29T09:00")
  expect(await told("release_due")).toEqual(["head-city"])
  expect(await told("closing_due")).toEqual(["head-jinjiang 3"])
})
