import { sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"

/** 报道记录: facts about an estate taken from press; never scored, ranked or released. */
export const pressRecords = sqliteTable(
  "press_records",
  {
    id: text("id").primaryKey(),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    /** Year of the record, for example 2023. */
    year: text("year").notNull(),
    /** JSON: PressRecord of worker/domain/press-record.ts. */
    document: text("document").notNull(),
  },
  (table) => [uniqueIndex("press_records_once").on(table.estateId, table.year)],
)
