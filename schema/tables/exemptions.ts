import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { quarters } from "./quarters.ts"

/**
 * 免报: an authority has exempted one estate from one quarter, in which it takes no part. Who was exempted and why stays in
 * the audit log, also of what was taken back.
 */
export const exemptions = sqliteTable(
  "exemptions",
  {
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    reason: text("reason").notNull(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    memberId: text("member_id").notNull(),
    at: text("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.quarter, table.estateId] })],
)
