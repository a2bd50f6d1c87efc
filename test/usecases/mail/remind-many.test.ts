import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestCell, system, type TestCell } from "../../support/cell.ts"
import { addQuarter, places } from "../../support/cell-rows.ts"
import { jobsAt, remind } from "../../support/remind-city.ts"

const companies = 40
const most = 25
let cell: TestCell

/** 20,000 estates, 500 of each company, which has one manager. */
beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z") })
  await addQuarter(cell, "2026Q3", "2026-10-20")
  const counted = (most: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${most})`
  const company = "'company-' || (1 + (i - 1) / 500)"
  const { district, community } = places.jinjiang
  await cell.client.batch(
    [
      `${counted(companies)} insert into organisations (id, kind, name, created_at)
        select 'company-' || i, 'company', 'c' || i, '2024-01-02' from n`,
      `${counted(companies)} insert into users (id, name, email, salt, created_at, updated_at)
        select 'p' || i, 'p', 'p' || i || '@test.example', 's', 0, 0 from n`,
      `${counted(companies)} insert into members (id, user_id, organisation_id, role, created_at)
        select 'm' || i, 'p' || i, 'company-' || i, 'manager', '2024-01-02' from n`,
      `${counted(20_000)} insert into estates (id, slug, name, place_code, district_code, origin, created_at)
        select 'e' || i, 'e' || i, 'e', '${community}', '${district}', 'registered', '2020-01-02' from n`,
      `${counted(20_000)} insert into tenures (id, estate_id, organisation_id, from_date)
        select 't' || i, 'e' || i, ${company}, '2021-01-01' from n`,
    ],
    "write",
  )
})
afterAll(() => cell.close())

test("of 20,000 estates each company gets one letter with a count, so many in a run, and the next run goes on", async () => {
  jobsAt(cell, "2026-10-13T08:00")
  const before = cell.requests()
  const run = () => remind(cell, cell.contextFor(system), most)
  expect(await run()).toBe(most)
  // What comes of five kinds and of nine kinds of news, who waits, and a write for each company.
  expect(cell.requests() - before).toBe(15 + most)
  expect(await run()).toBe(companies - most)
  expect(await run()).toBe(0)
  const told = await cell.rows(
    "select fields ->> '$.count' c, count(*) n from messages group by 1 order by c",
  )
  expect(told).toEqual([{ c: "500", n: companies }])
  expect(await cell.rows("select count(*) n, count(distinct user_id) p from mails")).toEqual([
    { n: companies, p: companies },
  ])
})
