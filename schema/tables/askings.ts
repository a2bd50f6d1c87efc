import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { quarters } from "./quarters.ts"

/**
 * A company has asked a place to mend or fill in its part of one estate's quarter; once a day. It stands in the exports of
 * both, and goes a year after its quarter was released (`keptDays.askings` of `worker/domain/retention.ts`).
 */
export const askings = sqliteTable(
  "askings",
  {
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    provider: text("provider", { enum: ["community", "street", "district"] }).notNull(),
    /** The day (Beijing) on which it was asked. */
    day: text("day").notNull(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    memberId: text("member_id").notNull(),
    at: text("at").notNull(),
    /** Keys that it is about, joined by `/`. */
    keys: text("keys").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.estateId, table.quarter, table.provider, table.day] }),
    index("askings_organisation").on(table.organisationId, table.quarter),
  ],
)
