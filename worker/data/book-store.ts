import { getTableColumns, inArray, sql } from "drizzle-orm"
import { submissionParts, submissions, values } from "../../schema/tables/submissions.ts"
import { beingCorrected } from "./corrections.ts"
import type { PartRow, SubmissionRow, ValueRow } from "./dossier.ts"
import { insertMany } from "./insert-many.ts"
import { anyRuns } from "./standing-release.ts"
import { exemptFrom } from "./taking-part.ts"
import type { Unit } from "./unit.ts"

/** One estate's part as it is written: its values of one filing as a whole. */
export interface WrittenPart {
  submissionId: string
  filing: number
  revision: number
  rows: ValueRow[]
}

/** Writes of many parts at once: a few statements, however many estates there are. */
export function bookStore({ db, add, guard }: Unit) {
  const listed = (rows: readonly unknown[]) => sql`json_each(${JSON.stringify(rows)})`
  return {
    /** As submissions.expect, of each of these submissions. */
    expectRevisions(rows: readonly Pick<SubmissionRow, "id" | "revision">[]): void {
      const asked = rows.map(({ id, revision }) => ({ id, revision }))
      guard(sql`not exists (select 1 from ${listed(asked)} e
        where (select revision from submissions where id = e.value ->> 'id') is not e.value ->> 'revision')`)
    },

    /** As submissions.expectOpen, of each of these estates. */
    expectOpen(quarter: string, estates: readonly { id: string; districtCode: string }[]): void {
      const asked = estates.map(({ id, districtCode }) => ({ id, districtCode }))
      guard(sql`not exists (select 1 from ${listed(asked)} e where ${exemptFrom(quarter, sql`e.value ->> 'id'`)} or not case
        when ${beingCorrected(quarter, sql`e.value ->> 'id'`)}
        then not ${anyRuns(quarter)}
        else not exists (select 1 from closings where quarter = ${quarter} and place_code = e.value ->> 'districtCode')
          and not exists (select 1 from releases where period = ${quarter}) end)`)
    },

    /** The batch holds only while each of these submissions still is in its state. */
    expectStates(rows: readonly Pick<SubmissionRow, "id" | "state">[]): void {
      const asked = rows.map(({ id, state }) => ({ id, state }))
      guard(sql`not exists (select 1 from ${listed(asked)} e
        where (select state from submissions where id = e.value ->> 'id') is not e.value ->> 'state')`)
    },

    /** The batch holds only while the provider's part of each still has this revision (0: it does not exist). */
    expectParts(provider: PartRow["provider"], rows: readonly { id: string; revision: number }[]): void {
      guard(sql`not exists (select 1 from ${listed(rows)} e where coalesce((select revision from submission_parts
        where submission_id = e.value ->> 'id' and provider = ${provider}), 0) <> e.value ->> 'revision')`)
    },

    /** First saves; two at once meet at the unique index (estate, quarter). */
    create(rows: readonly (typeof submissions.$inferInsert)[]): void {
      if (rows.length > 0) add(insertMany(db, submissions, rows))
    },

    /** The company that files them from now on, as submissions.handOver. */
    handOver(ids: readonly string[], organisationId: string): void {
      const asked = sql`(select value from ${listed(ids)})`
      if (ids.length > 0)
        add(db.update(submissions).set({ organisationId }).where(inArray(submissions.id, asked)))
    },

    /** Changes each submission, all in the same fields; their revisions rise. */
    change(changes: readonly { id: string; to: Partial<SubmissionRow> }[]): void {
      const names = Object.keys(changes[0]?.to ?? {}) as (keyof SubmissionRow)[]
      const columns = getTableColumns(submissions)
      const set = names.map(
        (name) => sql`${sql.identifier(columns[name].name)} = j.value -> 'to' ->> ${sql.raw(`'${name}'`)}`,
      )
      add(
        db.run(sql`update ${submissions} set revision = revision + 1, ${sql.join(set, sql`, `)}
          from ${listed(changes)} j where ${submissions}.id = j.value ->> 'id'`),
      )
    },

    /** Replaces what a provider typed of each submission (of one filing) as a whole. */
    saveParts(
      provider: PartRow["provider"],
      parts: readonly WrittenPart[],
      { at, memberId }: { at: string; memberId: string },
    ): void {
      const asked = parts.map(({ submissionId, filing, revision }) => [submissionId, filing, revision])
      add(
        db.run(sql`insert into ${submissionParts} (submission_id, provider, revision, saved_at, member_id)
          select value ->> 0, ${provider}, value ->> 2, ${at}, ${memberId} from ${listed(asked)} where true
          on conflict (submission_id, provider) do update
          set revision = excluded.revision, saved_at = excluded.saved_at, member_id = excluded.member_id`),
      )
      add(
        db.run(sql`delete from ${values} where provider = ${provider} and (submission_id, filing) in
          (select value ->> 0, value ->> 1 from ${listed(asked)})`),
      )
      const rows = parts.flatMap((part) => part.rows)
      if (rows.length > 0) add(insertMany(db, values, rows))
    },
  }
}
