import { and, eq, inArray, sql } from "drizzle-orm"
import type { BatchResponse } from "drizzle-orm/batch"
import { findings, submissions, values } from "../../schema/tables/submissions.ts"
import { shiftQuarter } from "../domain/quarter.ts"
import { TREND_QUARTERS } from "../domain/submission/attention.ts"
import type { Database } from "./database.ts"
import { type Dossier, estateNamed, type FindingRow, quartersBefore, type ValueRow } from "./dossier.ts"

/** A quarter that lies further back than a dossier reaches, with what was verified of it. */
export interface OlderQuarter {
  quarter: string
  filed: {
    submission: NonNullable<Dossier["submission"]>
    values: ValueRow[]
    findings: FindingRow[]
  } | null
}

/** The quarters of a trend behind those of a dossier, the latest first. */
function olderQuarters(quarter: string): string[] {
  const near = quartersBefore(quarter).length
  return Array.from({ length: TREND_QUARTERS - 1 - near }, (_, at) => shiftQuarter(quarter, -1 - near - at))
}

/** The statements of what was verified of an estate before the quarters of its dossier; given to `toOlder`. */
export function olderQueries(db: Database, slug: string, quarter: string) {
  const which = and(
    eq(submissions.estateId, estateNamed(slug)),
    inArray(submissions.quarter, olderQuarters(quarter)),
    eq(submissions.state, "verified"),
  )
  const ids = db.select({ id: submissions.id }).from(submissions).where(which)
  return [
    db.select().from(submissions).where(which),
    db.select().from(values).where(inArray(values.submissionId, ids)),
    db
      .select()
      .from(findings)
      .where(and(inArray(findings.submissionId, ids), sql`${findings.decision} = 'adjusted'`)),
  ] as const
}

/** What they answered, of the company that files the dossier's quarter: what another one filed is not told here. */
export function toOlder(
  dossier: Dossier | null,
  [found, typed, decided]: BatchResponse<ReturnType<typeof olderQueries>>,
): OlderQuarter[] {
  if (!dossier) return []
  const company = dossier.submission?.organisationId ?? dossier.company?.id
  return olderQuarters(dossier.quarter.quarter).map((quarter) => {
    const submission = found.find((row) => row.quarter === quarter && row.organisationId === company)
    if (!submission) return { quarter, filed: null }
    const own = <Row extends { submissionId: string }>(rows: readonly Row[]) =>
      rows.filter(({ submissionId }) => submissionId === submission.id)
    return { quarter, filed: { submission, values: own(typed), findings: own(decided) } }
  })
}
