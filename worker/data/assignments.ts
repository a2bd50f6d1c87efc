import { type SQL, sql } from "drizzle-orm"
import { assignmentRuns, assignments } from "../../schema/tables/judges.ts"
import type { Database } from "./database.ts"
import { insertMany } from "./insert-many.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

/** Why an assignment ended. */
export type EndReason = NonNullable<(typeof assignments.$inferSelect)["endReason"]>

/** A judge and a candidate. */
export interface Pair {
  judgeId: string
  nominationId: string
}

export function assignmentReads(_db: Database, _scope: Scope) {
  return {}
}

/** Which candidates judges were given, as it is written. */
export function assignmentStore({ db, add }: Unit) {
  /** Ends what is open of some assignments, and voids their reviews: both stay on record. */
  const end = (which: SQL, { reason, at, voids }: { reason: EndReason; at: string; voids: boolean }) => {
    if (voids)
      add(
        db.run(sql`update reviews set voided_at = ${at}, void_reason = ${reason} where voided_at is null
          and assignment_id in (select id from assignments where ${which})`),
      )
    add(
      db.run(sql`update assignments set ended_at = ${at}, end_reason = ${reason}
        where ended_at is null and ${which}`),
    )
  }
  return {
    /** Ends what judges have of candidates, reviews included. */
    endPairs(pairs: readonly Pair[], options: { reason: EndReason; at: Date }): void {
      if (pairs.length === 0) return
      const json = JSON.stringify(pairs.map(({ judgeId, nominationId }) => [judgeId, nominationId]))
      const which = sql`(judge_id, nomination_id) in (select value ->> 0, value ->> 1 from json_each(${json}))`
      end(which, { ...options, at: options.at.toISOString(), voids: options.reason !== "moved" })
    },

    /** Ends everything that a judge has, reviews included. */
    endOfJudge(judgeId: string, options: { reason: EndReason; at: Date }): void {
      end(sql`judge_id = ${judgeId}`, { ...options, at: options.at.toISOString(), voids: true })
    },

    addRun(row: typeof assignmentRuns.$inferInsert): void {
      add(db.insert(assignmentRuns).values(row))
    },

    addMany(rows: readonly (typeof assignments.$inferInsert)[]): void {
      if (rows.length > 0) add(insertMany(db, assignments, rows))
    },
  }
}
