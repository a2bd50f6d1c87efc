import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/**
 * First row of every writing batch. The key makes a repeated request happen once; `holds` is the batch's guard
 * (null when a revision moved on), so that SQLite itself refuses the whole batch.
 */
export const writes = sqliteTable("writes", {
  key: text("key").primaryKey(),
  action: text("action").notNull(),
  holds: integer("holds").notNull(),
  /** JSON: what the first request was answered, given again to a repetition. */
  result: text("result").notNull(),
  at: text("at").notNull(),
  /** SHA-256 of an API request: the same key with another body is refused. Null for forms, whose keys hold it. */
  fingerprint: text("fingerprint"),
})
