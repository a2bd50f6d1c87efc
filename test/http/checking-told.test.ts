import { afterAll, beforeAll, expect, test } from "vitest"
import { demonstrationStreet } from "../../schema/seed/demonstration/sites.ts"
import { paths } from "../../web/paths.ts"
import { nextQuarter } from "../../worker/domain/quarter.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"

let door: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor({ released: 1 })
  const quarter = nextQuarter(door.endedQuarters.at(-1) ?? "")
  // A preliminary release of the quarter after the one that is public; test/usecases/release/preliminary.test.ts makes real ones.
  await door.cell.rows(
    `insert into releases (id, period, number, state, stage, edition_id, engine_version, estate_count, progress,
       requested_by, requested_at, heartbeat_at, instance_id, window_day)
     select 'preliminary', ?, 1, 'preliminary', 'done', edition_id, engine_version, estate_count, '{}',
       requested_by, requested_at, heartbeat_at, 'preliminary', '2030-02-11' from releases where state = 'final' limit 1`,
    [`${quarter}P`],
  )
})
afterAll(() => door.close())

test("every public page on which a quarter is chosen says which one is being checked, and until when", async () => {
  const nobody = await door.as(null)
  const slug = String(
    (
      await door.cell.rows("select slug from estates where origin = 'demonstration' order by slug limit 1")
    )[0]?.["slug"],
  )
  const pages = [
    paths.home(),
    paths.ranking(),
    paths.estate(slug),
    paths.compare([slug]),
    paths.group("street", demonstrationStreet),
    paths.indicator("ENV-01"),
  ]
  for (const page of pages) {
    const answer = await nobody.get(page)
    const html = await answer.text()
    expect([page, answer.status, /已关账，正在核对，至 2030 年 2 月 11 日/.test(html)]).toEqual([
      page,
      200,
      true,
    ])
  }
})
