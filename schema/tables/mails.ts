import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { organisations } from "./organisations.ts"
import { users } from "./users.ts"

/** Outbox: a letter is stored in the batch of the write that causes it, and sent by the queue's consumer. */
export const mails = sqliteTable(
  "mails",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** Who gets it, at the address that the person has when it is sent; null: an address stands in the letter. */
    userId: text("user_id").references(() => users.id),
    /** The organisation as whose member the person gets it; null: as itself. */
    organisationId: text("organisation_id").references(() => organisations.id),
    /** The letter, sealed (gateways/secret-box.ts): it may carry a link that signs in. Null once it has been sent. */
    sealed: text("sealed"),
    /** `digest` waits for the person's daily letter; `skipped` goes to nobody: the event says why. */
    state: text("state", { enum: ["queued", "sent", "failed", "digest", "skipped"] }).notNull(),
    tries: integer("tries").notNull().default(0),
    createdAt: text("created_at").notNull(),
    /** When the next try may begin: after a try has begun, when it may be given up and begun again. Null at once. */
    dueAt: text("due_at"),
    sentAt: text("sent_at"),
  },
  (table) => [index("mails_state").on(table.state, table.createdAt)],
)
