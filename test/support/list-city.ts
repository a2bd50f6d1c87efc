import type { FrontDoor } from "./front-door.ts"

/**
 * Makes estates of a company different in everything that the filing list orders and narrows by: some have more time than
 * others, some had been scored, and two stand in another district, which has closed.
 */
export async function spreadOut(door: FrontDoor, slugs: readonly string[]): Promise<void> {
  const createdAt = door.now.toISOString()
  await door.cell.rows("update tenures set recorded_at = ? where estate_id like 'id-list-5%'", [createdAt])
  await door.cell.rows(
    `insert into scorecards (release_id, estate_id, position, outcome, final, band)
     select release_id, 'id-' || value, 1000 + key, 'scored', 60 + key, 'good'
     from publications join json_each(?) where length(period) = 6`,
    [JSON.stringify(slugs.slice(50, 100))],
  )
  await door.cell.rows(
    "update estates set district_code = '510105', street_code = '510105005' where slug in ('list-11', 'list-112')",
  )
  await door.cell.rows(
    "insert or ignore into closings (quarter, place_code, closed_at, member_id) values (?, '510105', ?, 'm')",
    [door.openQuarter, createdAt],
  )
}
