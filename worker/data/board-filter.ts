import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { type BoardFilter, type BoardMark, NO_COMPANY, WAITS_LONG } from "../domain/submission/board.ts"
import { dueDayOf } from "./due-days.ts"
import { searched } from "./estate-pages.ts"
import { extendedDay } from "./extensions.ts"
import type { Scope } from "./scope.ts"
import { standing, textList } from "./standing.ts"
import { concernedEstates, listedEstates } from "./submissions.ts"
import { dayOfInstant, waitsSince } from "./waiting.ts"

/** How many days that is. */
export const waitsDays = (of: SQL, today: string) =>
  sql<number | null>`cast(julianday(${today}) - julianday(${waitsSince(of)}) as integer)`

/** Sent after its deadline: `isLate` of domain/submission/lateness.ts. */
export const isLate = sql`coalesce(${dayOfInstant(sql`${submissions.sentAt}`)} > ${submissions.sentDueDay}, 0)`

/** What is counted beside where an estate stands, each 0 or 1. */
export function marksOf({ quarter, today }: BoardFilter): Record<BoardMark, SQL> {
  const of = standing(quarter)
  return {
    late: isLate,
    overdue: sql`(${of} in ('none', 'draft', 'returned') and ${dueDayOf(quarter)} < ${today})`,
    long: sql`coalesce(${waitsDays(of, today)} > ${WAITS_LONG}, 0)`,
    extended: sql`(${extendedDay(quarter)} is not null)`,
    orphan: sql`(${tenures.organisationId} is null)`,
  }
}

/** The estates that a filter leaves, none of a quarter that is not opened; `exempt` also those that take no part, which no number but their own counts. */
export function narrowed(scope: Scope, filter: BoardFilter, exempt = false): SQL | undefined {
  const { quarter, q, place, at, company, standings, mark } = filter
  const within = or(
    eq(estates.districtCode, place),
    eq(estates.streetCode, place),
    eq(estates.placeCode, place),
  )
  const held = company === NO_COMPANY ? isNull(tenures.organisationId) : eq(tenures.organisationId, company)
  return and(
    sql`exists (select 1 from quarters where quarter = ${quarter})`,
    exempt ? concernedEstates(scope, quarter) : listedEstates(scope, quarter, standings),
    searched(q),
    place === "" ? undefined : within,
    at === "" ? undefined : eq(estates.placeCode, at),
    company === "" ? undefined : held,
    standings === null ? undefined : sql`${standing(quarter)} in (${textList(standings)})`,
    mark === null ? undefined : sql`${marksOf(filter)[mark]} = 1`,
  )
}
