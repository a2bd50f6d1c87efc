import { type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { lastDay } from "../domain/quarter.ts"

/**
 * Condition on `estates`: which a quarter concerns. Those that were there by its end, were managed by then or were
 * filed for; never those known from the press only, those retired by its end, and those entered after their district
 * had closed it. Those that are exempted (免报) are among them.
 */
export function concernedBy(quarter: string): SQL {
  const day = lastDay(quarter)
  const endOfQuarter = `${day}T16:00:00.000Z`
  const filed = sql`exists (select 1 from submissions filed
    where filed.estate_id = ${estates.id} and filed.quarter = ${quarter})`
  const managed = sql`exists (select 1 from tenures t where t.estate_id = ${estates.id} and t.from_date <= ${day})`
  const tooLate = sql`exists (select 1 from closings shut where shut.quarter = ${quarter}
    and shut.place_code = ${estates.districtCode} and shut.closed_at <= ${estates.createdAt})`
  return sql`${estates.origin} <> 'press'
    and (${estates.retiredFrom} is null or ${estates.retiredFrom} > ${day})
    and (${filed} or ((${estates.createdAt} < ${endOfQuarter} or ${managed}) and not ${tooLate}))`
}

/** Condition: the estate (any expression of its id) is exempted from a quarter. */
export const exemptFrom = (quarter: string, estateId: SQLWrapper = estates.id): SQL =>
  sql`exists (select 1 from exemptions free where free.quarter = ${quarter} and free.estate_id = ${estateId})`

/** Condition on `estates`: which take part in a quarter. Those that it concerns and nobody has exempted from it. */
export const takesPart = (quarter: string): SQL => sql`${concernedBy(quarter)} and not ${exemptFrom(quarter)}`
