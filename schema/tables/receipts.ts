import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { organisations } from "./organisations.ts"
import { submissions } from "./submissions.ts"

/** 回执: one sending of a submission by its company. It is written with the sending and never changed. */
export const receipts = sqliteTable(
  "receipts",
  {
    id: text("id").notNull(),
    submissionId: text("submission_id")
      .notNull()
      .references(() => submissions.id),
    /** The company's filing that was sent; its values are kept under this number. */
    filing: integer("filing").notNull(),
    /** Who sent it: a submission may be handed over, its receipts stay with who has them. */
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    memberId: text("member_id").notNull(),
    sentAt: text("sent_at").notNull(),
    /** The last day that it had, and whether that was over. */
    dueDay: text("due_day").notNull(),
    late: integer("late", { mode: "boolean" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.submissionId, table.filing] }),
    index("receipts_organisation").on(table.organisationId, table.sentAt),
  ],
)
