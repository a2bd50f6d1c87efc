import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/** Outbox: a letter is stored in the batch of the write that causes it, and sent by the queue's consumer. */
export const mails = sqliteTable(
  "mails",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** The letter, sealed (gateways/secret-box.ts): it may carry a link that signs in. Null once it has been sent. */
    sealed: text("sealed"),
    state: text("state", { enum: ["queued", "sent", "failed"] }).notNull(),
    tries: integer("tries").notNull().default(0),
    createdAt: text("created_at").notNull(),
    /** When the next try may begin: after a try has begun, when it may be given up and begun again. Null at once. */
    dueAt: text("due_at"),
    sentAt: text("sent_at"),
  },
  (table) => [index("mails_state").on(table.state, table.createdAt)],
)
