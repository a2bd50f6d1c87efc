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
