import { type SQL, sql } from "drizzle-orm"
import { preliminaryPeriod } from "../domain/release/preliminary.ts"

/** Condition: a preliminary release of the quarter is being made from what stands now. */
export const preliminaryRuns = (quarter: string): SQL =>
  sql`exists (select 1 from releases where period = ${preliminaryPeriod(quarter)} and state = 'running')`

/** Condition: a preliminary release of the quarter was asked for. */
export const preliminaryStands = (quarter: string): SQL =>
  sql`exists (select 1 from releases where period = ${preliminaryPeriod(quarter)})`

/** The number of the latest preliminary release of a quarter; 0 where there is none. */
export const preliminaryNumber = (quarter: string): SQL =>
  sql`(select coalesce(max(number), 0) from releases where period = ${preliminaryPeriod(quarter)})`

/** Condition: a release of the quarter runs, preliminary or final. */
export const anyRuns = (quarter: string): SQL =>
  sql`exists (select 1 from releases where period in (${quarter}, ${preliminaryPeriod(quarter)}) and state = 'running')`

/** The id of the release of a quarter that corrections are about: the latest final one, before it the latest preliminary. */
export const latestStanding = (quarter: string): SQL =>
  sql`(select id from releases where period in (${quarter}, ${preliminaryPeriod(quarter)})
    order by length(period), number desc limit 1)`

/** Condition: this release is it, and it does not run any more. */
export const standsLatest = (quarter: string, releaseId: string): SQL =>
  sql`${latestStanding(quarter)} = ${releaseId}
    and (select state from releases where id = ${releaseId}) <> 'running'`
