import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { TestCell } from "../../support/cell.ts"
import { leaveEvent } from "../../support/cell-rows.ts"
import { forgetNews, linesOf, openNewsCity, newsQuarter as quarter, toldOf } from "../../support/news-city.ts"
import { addPerson, jobsAt, remind } from "../../support/remind-city.ts"

let cell: TestCell
beforeAll(async () => {
  cell = await openNewsCity()
  await addPerson(cell, "city", { id: "approver", role: "approver" })
})
afterAll(() => cell.close())
beforeEach(() => forgetNews(cell))

const at = (time: string) => jobsAt(cell, time)

/** A preliminary release of three estates, finished on 30 October, with a window to 6 November. */
async function release(number = 1, state = "preliminary") {
  const id = `p-${number}`
  await cell.rows(
    `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
       requested_by, requested_at, heartbeat_at, finished_at, instance_id, window_day)
     select ?, ?, ?, ?, 'done', edition_id, '1.0.0', 3, '{}', 'u', '2026-10-30T02:00:00.000Z',
       '2026-10-30T02:00:00.000Z', '2026-10-30T02:01:00.000Z', 'i', '2026-11-06' from quarters where quarter = ?`,
    [id, `${quarter}P`, number, state, quarter],
  )
  await cell.rows(
    `insert into scorecards (release_id, estate_id, position, outcome)
     select ?, 'id-' || value, key, 'not_reported' from json_each('["a1","a2","b1"]')`,
    [id],
  )
  await leaveEvent(cell)
}

test("a preliminary release is told once to who files for estates in it, by name only", async () => {
  await release()
  at("2026-10-30T14:00")
  await remind(cell)
  expect(await linesOf(cell, "preliminary_out")).toEqual(["ann 2: a1, a2", "cem 1: a1", "eve 1: b1"])
  at("2026-10-31T09:00")
  expect(await remind(cell)).toBe(0)
  const [one] = await cell.rows("select fields from messages where kind = 'preliminary_out' limit 1")
  expect(Object.keys(JSON.parse(String(one?.["fields"]))).sort()).toEqual(
    ["count", "day", "estates", "link", "quarter"].sort(),
  )
})

test("nobody is told of one that runs; of a later one all are told anew, of the earlier nothing more", async () => {
  await release(1, "running")
  at("2026-10-30T14:00")
  await remind(cell)
  expect(await linesOf(cell, "preliminary_out")).toEqual([])
  await cell.rows("update releases set state = 'preliminary'")
  await release(2)
  await remind(cell)
  expect((await toldOf(cell, "preliminary_out")).map(({ who }) => who)).toEqual(["ann", "cem", "eve"])
})

test("the end of the window is told before it, and the final release to the city once it is over", async () => {
  await release()
  at("2026-11-04T09:00")
  await remind(cell)
  const told = async (kind: string) => (await toldOf(cell, kind)).map(({ who }) => who)
  expect((await told("window_ends")).length).toBeGreaterThan(0)
  expect(await told("final_due")).toEqual([])
  at("2026-11-06T09:00")
  await remind(cell)
  expect(await told("final_due")).toEqual([])
  at("2026-11-07T09:00")
  await remind(cell)
  expect(await told("final_due")).toEqual(["approver"])
  at("2026-11-08T09:00")
  expect(await remind(cell)).toBe(0)
})

test("once there is a final release nothing of the preliminary one is told any more", async () => {
  await release()
  await cell.rows(
    `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
       requested_by, requested_at, heartbeat_at, instance_id)
     select 'final', ?1, 1, 'running', 'score', edition_id, '1.0.0', 3, '{}', 'u', '2026-11-07T02:00:00.000Z',
       '2026-11-07T02:00:00.000Z', 'i' from quarters where quarter = ?1`,
    [quarter],
  )
  await leaveEvent(cell)
  at("2026-11-07T10:00")
  await remind(cell)
  for (const kind of ["preliminary_out", "window_ends", "final_due"])
    expect(await linesOf(cell, kind), kind).toEqual([])
})
