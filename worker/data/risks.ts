import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import { submissionRisks } from "../../schema/tables/submission-risks.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export type RiskRow = typeof submissionRisks.$inferSelect

/** How the parts of a submission stand together: rises whenever one of them is saved. */
const partsNow = sql`(select coalesce(sum(p.revision), 0) from submission_parts p where p.submission_id = ${submissions.id})`

/** Which submissions have to be looked through; to the platform's own jobs. */
export function riskReads(db: Database, scope: Scope) {
  return {
    /**
     * Submissions of one quarter that wait and have changed since they were looked through, or were before an instant
     * (ISO), the newest quarter first; null when there is none. One round trip.
     */
    async due(before: string, limit: number): Promise<{ quarter: string; slugs: string[] } | null> {
      const rows = await db
        .select({ quarter: submissions.quarter, slug: estates.slug })
        .from(submissions)
        .innerJoin(estates, eq(estates.id, submissions.estateId))
        .innerJoin(quarters, eq(quarters.quarter, submissions.quarter))
        .leftJoin(submissionRisks, eq(submissionRisks.submissionId, submissions.id))
        .where(
          and(
            scope.registered,
            inArray(submissions.state, ["submitted", "street_verified"]),
            sql`not exists (select 1 from publications where period = ${submissions.quarter})`,
            or(
              isNull(submissionRisks.submissionId),
              ne(submissionRisks.revision, submissions.revision),
              sql`${submissionRisks.parts} <> ${partsNow}`,
              sql`${submissionRisks.weighedAt} < ${before}`,
            ),
          ),
        )
        .orderBy(sql`${submissions.quarter} desc`, submissions.submittedAt, submissions.id)
        .limit(limit)
      const [first] = rows
      if (!first) return null
      const { quarter } = first
      return { quarter, slugs: rows.filter((row) => row.quarter === quarter).map(({ slug }) => slug) }
    },
  }
}

/** What is kept of submissions that were looked through. */
export function riskStore({ db, add }: Unit) {
  return {
    /** Keeps what was found in each, in place of what was before. */
    weigh(rows: readonly RiskRow[]): void {
      const asked = rows.map((row) => [
        row.submissionId,
        row.revision,
        row.parts,
        row.broken,
        row.marks,
        row.points,
        row.weighedAt,
      ])
      add(
        db.run(sql`insert into ${submissionRisks}
          (submission_id, revision, parts, broken, marks, points, weighed_at)
          select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
          from json_each(${JSON.stringify(asked)}) where true
          on conflict (submission_id) do update set revision = excluded.revision, parts = excluded.parts,
            broken = excluded.broken, marks = excluded.marks, points = excluded.points,
            weighed_at = excluded.weighed_at`),
      )
    },
  }
}
