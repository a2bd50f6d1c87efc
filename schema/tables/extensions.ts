import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { quarters } from "./quarters.ts"

/**
 * 延期: an authority has given one estate a later last day for one quarter. Who was given which day and why stays in the
 * audit log, also of what was taken back.
 */
export const extensions = sqliteTable(
  "extensions",
  {
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    /** The last day, until 23:59:59 Asia/Shanghai. */
    day: text("day").notNull(),
    reason: text("reason").notNull(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    memberId: text("member_id").notNull(),
    /** When it was granted first, and when it got this day. */
    since: text("since").notNull(),
    at: text("at").notNull(),
    /** The last day that applied to what had been sent before it was granted; null where nothing had. */
    sentDueWas: text("sent_due_was"),
  },
  (table) => [primaryKey({ columns: [table.quarter, table.estateId] })],
)
