import { sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { users } from "./users.ts"

/** The secret address at which a person's calendar is read; at most one, and what is in it is never stored. */
export const calendarFeeds = sqliteTable(
  "calendar_feeds",
  {
    userId: text("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The token itself is in the address only. */
    tokenHash: text("token_hash").notNull(),
    createdAt: text("created_at").notNull(),
  },
  (table) => [uniqueIndex("calendar_feeds_token").on(table.tokenHash)],
)
