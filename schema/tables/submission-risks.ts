import { integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { submissions } from "./submissions.ts"

/** What whoever verifies would find in a submission that waits, as it was last looked through: the order of the queue. */
export const submissionRisks = sqliteTable("submission_risks", {
  submissionId: text("submission_id")
    .primaryKey()
    .references(() => submissions.id, { onDelete: "cascade" }),
  /** Of the submission, and of its parts together: with others it has changed since. */
  revision: integer("revision").notNull(),
  parts: integer("parts").notNull(),
  /** Hard checks that do not hold. */
  broken: integer("broken").notNull(),
  /** Marks that nobody has settled, and the most points that rest on one of them. */
  marks: integer("marks").notNull(),
  points: real("points").notNull(),
  weighedAt: text("weighed_at").notNull(),
})
