import { type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { closings } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { type Standing, standings, unsentStates } from "../domain/submission/standing.ts"
import { beingCorrected } from "./corrections.ts"
import { exemptFrom } from "./taking-part.ts"

/** A release of the quarter runs or is public: nothing of it changes any more. */
export function isReleased(quarter: string): SQL<boolean> {
  return sql<boolean>`exists (select 1 from releases where period = ${quarter})`.mapWith(Boolean)
}

export const textList = (texts: readonly string[]) =>
  sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  )

/**
 * Where an estate's quarter stands (domain/submission/standing.ts), of a query that joins `submissions` and `closings` of
 * the quarter: the one expression by which every page counts and lists.
 */
export function standing(quarter: string): SQL<Standing> {
  const unsent = sql`(${submissions.state} is null or ${submissions.state} in (${textList(unsentStates)}))`
  const shut = sql`(${closings.closedAt} is not null or ${isReleased(quarter)})`
  return sql<Standing>`case when ${exemptFrom(quarter)} then 'exempt' when ${unsent} and ${shut} and not ${beingCorrected(quarter, estates.id)}
    then 'closed' else coalesce(${submissions.state}, 'none') end`
}

/** Its place in the order of the work. */
export function standingOrder(of: SQL): SQL<number> {
  const cases = standings.map((one, at) => sql`when ${one} then ${sql.raw(String(at))}`)
  return sql<number>`case ${of} ${sql.join(cases, sql` `)} end`
}
