import { sql } from "drizzle-orm"
import { closings, quarters } from "../../schema/tables/quarters.ts"
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
  }
}
