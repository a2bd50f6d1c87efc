import { sql } from "drizzle-orm"
import { closings } from "../../schema/tables/quarters.ts"
import type { Unit } from "./unit.ts"

/** What may be written of quarters. */
export function quarterStore({ db, add, guard }: Unit) {
  return {
    /** Closes a district's part; refused when a release of the quarter exists. Closed twice hits the primary key. */
    close(row: typeof closings.$inferInsert): void {
      guard(sql`not exists (select 1 from releases where period = ${row.quarter})`)
      add(db.insert(closings).values(row))
    },
  }
}
