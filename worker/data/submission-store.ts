import { and, eq, sql } from "drizzle-orm"
import { findings, returns, submissionParts, submissions, values } from "../../schema/tables/submissions.ts"
import { beingCorrected } from "./corrections.ts"
import type { FindingRow, PartRow, ReturnRow, SubmissionRow, ValueRow } from "./dossier.ts"
import { anyRuns } from "./standing-release.ts"
import { exemptFrom } from "./taking-part.ts"
import type { Unit } from "./unit.ts"

/** SQLite allows 32,766 bound values a statement; a value row has six. */
const ROWS_A_STATEMENT = 500

/** Conditions of the whole batch. */
function submissionGuards({ guard }: Unit) {
  return {
    /** The batch holds only while the submission still has this revision. */
    expect(submission: SubmissionRow): void {
      guard(sql`(select revision from submissions where id = ${submission.id}) = ${submission.revision}`)
    },

    /** The batch holds only while the submission still is in this state, whatever else changed. */
    expectState(submission: SubmissionRow): void {
      guard(sql`(select state from submissions where id = ${submission.id}) = ${submission.state}`)
    },

    /** The batch holds only while a provider's part still has this revision (0: it does not exist). */
    expectPart(submissionId: string, provider: PartRow["provider"], revision: number): void {
      guard(sql`coalesce((select revision from submission_parts
        where submission_id = ${submissionId} and provider = ${provider}), 0) = ${revision}`)
    },

    /**
     * The batch holds only while the estate's quarter takes changes: it is not exempted, its district has not closed and
     * nothing is released, or it is being corrected and no release runs.
     */
    expectOpen(quarter: string, { id, districtCode }: { id: string; districtCode: string }): void {
      guard(sql`not ${exemptFrom(quarter, sql`${id}`)} and case when ${beingCorrected(quarter, sql`${id}`)}
        then not ${anyRuns(quarter)}
        else not exists (select 1 from closings where quarter = ${quarter} and place_code = ${districtCode})
          and not exists (select 1 from releases where period = ${quarter}) end`)
    },
  }
}

/** The part, and its values of one filing as a whole. */
function replacePart({ db, add }: Unit, part: PartRow, filing: number, rows: ValueRow[]): void {
  const { submissionId, provider, ...rest } = part
  add(
    db
      .insert(submissionParts)
      .values(part)
      .onConflictDoUpdate({
        target: [submissionParts.submissionId, submissionParts.provider],
        set: rest,
      }),
  )
  add(
    db
      .delete(values)
      .where(
        and(eq(values.submissionId, submissionId), eq(values.provider, provider), eq(values.filing, filing)),
      ),
  )
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
    add(db.insert(values).values(rows.slice(at, at + ROWS_A_STATEMENT)))
}

/** What may be written of submissions; the `expect` methods are guards of the whole batch. */
export function submissionStore(unit: Unit) {
  const { db, add, rival } = unit
  return {
    ...submissionGuards(unit),

    /** The first save makes the submission; two first saves at once meet at the unique index (estate, quarter). */
    create(row: typeof submissions.$inferInsert): void {
      rival(sql`(select id from submissions where estate_id = ${row.estateId} and quarter = ${row.quarter})`)
      add(db.insert(submissions).values(row))
    },

    change(submission: SubmissionRow, changes: Partial<SubmissionRow>): void {
      add(
        db
          .update(submissions)
          .set({ ...changes, revision: submission.revision + 1 })
          .where(eq(submissions.id, submission.id)),
      )
    },

    /** The company that files it; no revision rises, since nothing of what authorities saw changes. */
    handOver(submissionId: string, organisationId: string): void {
      add(db.update(submissions).set({ organisationId }).where(eq(submissions.id, submissionId)))
    },

    /** Replaces what a provider typed (of one filing) as a whole. */
    savePart: (part: PartRow, filing: number, rows: ValueRow[]): void =>
      replacePart(unit, part, filing, rows),

    /** Keeps the words of a return; a filing that was sent back before meets its primary key. */
    sendBack(row: ReturnRow): void {
      add(db.insert(returns).values(row))
    },

    /** Replaces the decisions of one level on one filing. */
    decide(submissionId: string, filing: number, level: FindingRow["level"], rows: FindingRow[]): void {
      add(
        db
          .delete(findings)
          .where(
            and(
              eq(findings.submissionId, submissionId),
              eq(findings.filing, filing),
              eq(findings.level, level),
            ),
          ),
      )
      if (rows.length > 0) add(db.insert(findings).values(rows))
    },
  }
}
