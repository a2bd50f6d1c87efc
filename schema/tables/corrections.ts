import { sql } from "drizzle-orm"
import { index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { quarters } from "./quarters.ts"
import { releases } from "./releases.ts"

/** 更正: one estate of a released quarter is filed and verified anew; the next release of the quarter closes it. */
export const corrections = sqliteTable(
  "corrections",
  {
    id: text("id").primaryKey(),
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    /** The release that is corrected. */
    releaseId: text("release_id")
      .notNull()
      .references(() => releases.id),
    /** Public: it stands in the manifest of the release that closes it. */
    reason: text("reason").notNull(),
    openedBy: text("opened_by").notNull(),
    openedAt: text("opened_at").notNull(),
    /** JSON: StateBefore, what the submission was; null where nothing had been filed. */
    stateBefore: text("state_before"),
    /** JSON: the values and adjustments that the corrected release was made of, for checks of later quarters meanwhile. */
    releasedValues: text("released_values"),
    releasedFindings: text("released_findings"),
    /** The release that closed it; null while it is open, and when it was taken back. */
    closedBy: text("closed_by").references(() => releases.id),
    takenBackAt: text("taken_back_at"),
  },
  (table) => [
    uniqueIndex("corrections_one_open")
      .on(table.estateId, table.quarter)
      .where(sql`closed_by is null and taken_back_at is null`),
    index("corrections_quarter").on(table.quarter, table.closedBy),
  ],
)
