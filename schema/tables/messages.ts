import { sql } from "drizzle-orm"
import { index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { organisations } from "./organisations.ts"
import { users } from "./users.ts"

/** 消息: a letter as it stands in a person's inbox, without what would let a reader act as the person. */
export const messages = sqliteTable(
  "messages",
  {
    /** That of the letter in the outbox (mails.ts). */
    id: text("id").primaryKey(),
    /** The kind of the letter and what it is about: nobody gets the same twice. */
    once: text("once").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    /** The organisation as whose member the person gets it; null: as itself. */
    organisationId: text("organisation_id").references(() => organisations.id),
    kind: text("kind").notNull(),
    /** What fills its words in, as JSON, by the kind's own fields. */
    fields: text("fields").notNull(),
    at: text("at").notNull(),
    readAt: text("read_at"),
  },
  (table) => [
    uniqueIndex("messages_once").on(table.once, table.userId),
    index("messages_listed").on(table.userId, table.at, table.id),
    index("messages_unread").on(table.userId).where(sql`read_at is null`),
    index("messages_at").on(table.at),
  ],
)
