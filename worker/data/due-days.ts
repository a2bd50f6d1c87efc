import { and, eq, gte, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { lastDay } from "../domain/quarter.ts"
import { NEW_TENURE_DAYS } from "../domain/submission/lateness.ts"
import { unsentStates } from "../domain/submission/standing.ts"
import { beingCorrected } from "./corrections.ts"
import { extendedDay } from "./extensions.ts"
import type { Scope } from "./scope.ts"
import { textList } from "./standing.ts"
import { dueEstates, submissionOf } from "./submissions.ts"

/** The last day that an estate has: `dueDay` of domain/submission/lateness.ts, in SQL. */
export function dueDayOf(quarter: string): SQL {
  const { sentDueDay, sentAt, state, graceDay } = submissions
  const deadline = sql`(select deadline_day from quarters where quarter = ${quarter})`
  const fresh = sql`date(${tenures.recordedAt}, '+8 hours', ${`+${NEW_TENURE_DAYS} days`})`
  const grace = sql`case when ${state} = 'returned' then coalesce(${graceDay}, '') else '' end`
  const sent = sql`(${sentAt} is not null and (${state} not in (${textList(unsentStates)})
    or ${beingCorrected(quarter, estates.id)}))`
  return sql`coalesce(case when ${sent} then coalesce(${sentDueDay}, ${deadline})
    else max(${deadline}, coalesce(${fresh}, ''), coalesce(${extendedDay(quarter)}, ''), ${grace}) end, '')`
}

/** The last day of a quarter, in SQL. */
const lastDayOf = sql`substr(q.quarter, 1, 4) || case substr(q.quarter, 6)
  when '1' then '-03-31' when '2' then '-06-30' when '3' then '-09-30' else '-12-31' end`

/**
 * The last days that single estates have, later than that of their quarter: what `dueDayOf` may say besides it, of quarters
 * that are not released. Rows of `quarter`, `day`. A day that nobody waits for any more does no harm.
 */
export const laterDays: SQL = sql`select q.quarter, own.day from quarters q join (
    select quarter, day from extensions
    union all select quarter, grace_day from submissions where state = 'returned' and grace_day is not null
    union all select f.quarter, date(t.recorded_at, '+8 hours', ${`+${NEW_TENURE_DAYS} days`})
      from (select * from quarters q where not exists (select 1 from releases r where r.period = q.quarter)) f
      join quarters q on q.quarter = f.quarter
      join tenures t on t.from_date <= ${lastDayOf} and (t.to_date is null or t.to_date >= ${lastDayOf})
      where t.recorded_at >= date(f.deadline_day, ${`-${NEW_TENURE_DAYS + 1} days`})) own on own.quarter = q.quarter
  where own.day > q.deadline_day and not exists (select 1 from releases r where r.period = q.quarter)`

/** Joins who manages an estate on the last day of a quarter. */
export const tenureOf = (quarter: string) => {
  const day = lastDay(quarter)
  const open = or(isNull(tenures.toDate), gte(tenures.toDate, day))
  return and(eq(tenures.estateId, estates.id), lte(tenures.fromDate, day), open)
}

/** The first of the last days of what a company has not sent of a quarter; null for others, and where nothing is left. */
export function firstDue(scope: Scope, quarter: string): SQL<string | null> {
  const { actor } = scope
  if (actor.kind !== "member" || actor.organisation.kind !== "company") return sql<string | null>`null`
  const unsent = sql`coalesce(${submissions.state}, 'draft') in (${textList(unsentStates)})`
  return sql<string | null>`(select nullif(min(${dueDayOf(quarter)}), '') from ${estates}
    left join ${submissions} on ${submissionOf(scope, quarter)} left join ${tenures} on ${tenureOf(quarter)}
    where ${and(dueEstates(scope, quarter), unsent)})`
}
