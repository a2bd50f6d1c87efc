import { and, eq, lt, sql } from "drizzle-orm"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { preliminaryRuns, preliminaryStands } from "./standing-release.ts"
import type { Unit } from "./unit.ts"

/** What may be written of quarters. */
export function quarterStore({ db, add, guard }: Unit) {
  return {
    /** A quarter that the cell collects from now on. Opened twice hits the primary key. */
    open(row: typeof quarters.$inferInsert): void {
      add(db.insert(quarters).values(row))
    },

    /** Closes a district's part; refused when a release of the quarter exists. Closed twice hits the primary key. */
    close(row: typeof closings.$inferInsert): void {
      guard(sql`not exists (select 1 from releases where period = ${row.quarter})`)
      add(db.insert(closings).values(row))
    },

    /**
     * Opens a district's part again; refused when a final release of the quarter exists, a preliminary one runs, for the
     * district itself once one stands, or it is not closed since then.
     */
    reopen({
      quarter,
      placeCode,
      closedAt,
      own,
    }: Omit<typeof closings.$inferInsert, "memberId"> & { own: boolean }): void {
      guard(sql`not exists (select 1 from releases where period = ${quarter})
        and not ${own ? preliminaryStands(quarter) : preliminaryRuns(quarter)}
        and exists (select 1 from closings where quarter = ${quarter} and place_code = ${placeCode}
          and closed_at = ${closedAt})`)
      add(db.delete(closings).where(and(eq(closings.quarter, quarter), eq(closings.placeCode, placeCode))))
    },

    /**
     * Moves the deadline, and with a later one that which applied to what was sent; refused when it was moved already or a
     * release of the quarter exists.
     */
    moveDeadline({ quarter, was, deadlineDay }: Record<"quarter" | "was" | "deadlineDay", string>): void {
      guard(sql`not exists (select 1 from releases where period = ${quarter})
        and not ${preliminaryStands(quarter)}
        and exists (select 1 from quarters where quarter = ${quarter} and deadline_day = ${was})`)
      add(db.update(quarters).set({ deadlineDay }).where(eq(quarters.quarter, quarter)))
      const shorter = and(eq(submissions.quarter, quarter), lt(submissions.sentDueDay, deadlineDay))
      add(db.update(submissions).set({ sentDueDay: deadlineDay }).where(shorter))
    },

    /** How many working days its window has; refused once the final release was asked for, and when it was changed already. */
    setWindow({ quarter, was, windowDays }: { quarter: string; was: number; windowDays: number }): void {
      guard(sql`not exists (select 1 from releases where period = ${quarter})
        and exists (select 1 from quarters where quarter = ${quarter} and window_days = ${was})`)
      add(db.update(quarters).set({ windowDays }).where(eq(quarters.quarter, quarter)))
    },

    /** Takes a quarter away that holds nothing; refused as soon as somebody has typed, asked or closed. */
    remove(quarter: string): void {
      const holds = ["submissions", "closings", "askings", "extensions", "exemptions"].map(
        (table) => sql`not exists (select 1 from ${sql.identifier(table)} where quarter = ${quarter})`,
      )
      guard(
        sql`not exists (select 1 from releases where period = ${quarter})
          and not ${preliminaryStands(quarter)} and ${sql.join(holds, sql` and `)}`,
      )
      add(db.delete(quarters).where(eq(quarters.quarter, quarter)))
    },
  }
}
