import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "../../web/paths.ts"
import { texts } from "../../web/text/text.ts"
import { addEstates, leaveEvent } from "../support/cell-rows.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { addressed, fileOf } from "../support/list-walk.ts"
import { shown } from "../support/quarter-forms.ts"

const { trend } = texts.zh.filing
let door: FrontDoor
let manager: Client
/** The quarters of the file's columns have their scores in these places. */
const [oldest, newest] = [2, 9]

beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  await addEstates(door.cell, [
    { slug: "risen", company: "company-trend" },
    { slug: "bare", company: "company-trend" },
    { slug: "gap", company: "company-trend" },
    { slug: "taken", company: "company-other" },
  ])
  await door.cell.rows(
    `insert into scorecards (release_id, estate_id, position, outcome, final, band)
     select p.release_id, 'id-risen', 1001, 'scored', case p.period when (select max(period) from publications where length(period) = 6)
       then 81.25 else 70 end, 'good' from publications p where length(p.period) = 6`,
  )
  await door.cell.rows(
    `insert into scorecards (release_id, estate_id, position, outcome, final, band)
     select p.release_id, 'id-gap', 1002, 'not_reported', null, null from publications p where length(p.period) = 6`,
  )
  await leaveEvent(door.cell)
  manager = await door.as(await door.addMember("company-trend", "viewer"))
})
afterAll(() => door.close())

test("each estate of the company has its released scores, a gap where there is none, and nobody else's are there", async () => {
  const lines = await fileOf(manager, paths.trendFile())
  expect(lines.map(([name]) => name)).toEqual(["小区 risen", "小区 bare", "小区 gap"])
  const [risen = [], bare = [], gap = []] = lines
  const scores = risen.slice(oldest, newest + 1).filter((one) => one !== "")
  expect(scores).toEqual(["70", "81.25"])
  expect(risen.slice(newest + 1)).toEqual(["11.25", "优良"])
  for (const line of [bare, gap]) expect(line.slice(oldest).every((one) => one === "")).toBe(true)
})

test("the page draws one chart for each, says what rose, and has the same numbers as a table", async () => {
  const { html, words } = await shown(await manager.get(paths.trend()))
  expect(html.match(/<svg class="trend__chart"/g)).toHaveLength(3)
  expect(html.match(/<polyline/g)).toHaveLength(1)
  expect(words).toContain(trend.finding(1, 0))
  expect(html).toMatch(/aria-label="小区 risen：[^"]*70\.0、[^"]*81\.3"/)
  expect(words).toContain("81.3")
  expect(words).toContain(trend.noScores)
})

test("it is searched, and a former company has nothing of it any more", async () => {
  expect((await fileOf(manager, addressed(paths.trendFile(), { q: "没有的" }))).length).toBe(0)
  await door.cell.rows("update estates set search_text = 'risen' where slug = 'risen'")
  await leaveEvent(door.cell)
  expect((await fileOf(manager, addressed(paths.trendFile(), { q: "RISEN" }))).length).toBe(1)
  await door.cell.rows("update tenures set to_date = '2022-01-01' where estate_id = 'id-risen'")
  await leaveEvent(door.cell)
  expect((await fileOf(manager, paths.trendFile())).map(([name]) => name)).toEqual(["小区 bare", "小区 gap"])
})

test("a score that is not published is not shown", async () => {
  await door.cell.rows("update tenures set to_date = null where estate_id = 'id-risen'")
  await door.cell.rows(
    "delete from publications where period = (select max(period) from publications where length(period) = 6)",
  )
  await leaveEvent(door.cell)
  const lines = await fileOf(manager, paths.trendFile())
  const risen = lines.find(([name]) => name === "小区 risen") ?? []
  expect(risen.slice(oldest, newest + 1).filter((one) => one !== "")).toEqual(["70"])
})
