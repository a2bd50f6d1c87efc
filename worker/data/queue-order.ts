import { eq, sql } from "drizzle-orm"
import { submissionRisks } from "../../schema/tables/submission-risks.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import type { Risk } from "../domain/submission/risk.ts"
import { waitsSince } from "./waiting.ts"

/** What waits, as a rail names it, with what was found in it; null where nobody has looked through it yet. */
export interface QueueItem {
  slug: string
  name: string
  risk: Risk | null
  /** The day since which it waits for the authority whose turn it is. */
  since: string | null
}

/** Since which day an authority has it. */
export const waits = waitsSince(sql`${submissions.state}`)
/** What was found in it. */
export const weighed = eq(submissionRisks.submissionId, submissions.id)

/** As an expression: an integer would name a column of an order. */
export const none = sql<number>`cast(0 as integer)`

/** What lets nothing pass first, then what bears a mark, then what nobody has looked through, then the rest. */
export const gradeOf = sql<number>`(case when ${submissionRisks.broken} > 0 then 0 when ${submissionRisks.marks} > 0 then 1
  when ${submissionRisks.submissionId} is null then 2 else 3 end)`

/** What was found, as rows tell it; null where nobody has looked yet. */
export function toRisk(row: { broken: number | null; marks: number | null; points: number | null }) {
  const { broken, marks, points } = row
  return { risk: broken === null || marks === null || points === null ? null : { broken, marks, points } }
}
