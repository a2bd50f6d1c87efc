import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"

/** A company manages an estate from a date to a date (both included, YYYY-MM-DD Asia/Shanghai; open end = null). */
export const tenures = sqliteTable(
  "tenures",
  {
    id: text("id").primaryKey(),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    fromDate: text("from_date").notNull(),
    toDate: text("to_date"),
    revision: integer("revision").notNull().default(1),
    /** When it was written down: a new company's deadline depends on it. Unknown for older ones. */
    recordedAt: text("recorded_at"),
  },
  (table) => [
    // Who manages an estate on a day, from the index alone.
    index("tenures_estate").on(table.estateId, table.fromDate, table.toDate, table.organisationId),
    index("tenures_organisation").on(table.organisationId, table.estateId, table.fromDate, table.toDate),
  ],
)
