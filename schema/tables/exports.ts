import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { organisations } from "./organisations.ts"

/** One archive of everything that an organisation has here, made by a Workflow step by step. */
export const exports = sqliteTable(
  "exports",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    memberId: text("member_id").notNull(),
    state: text("state", { enum: ["running", "done", "failed"] }).notNull(),
    /** The Workflow instance that runs it; another one takes over what stalled. */
    instance: text("instance").notNull(),
    step: integer("step").notNull().default(0),
    steps: integer("steps").notNull().default(0),
    /** JSON: what the steps have made so far. */
    progress: text("progress").notNull().default("{}"),
    file: text("file"),
    bytes: integer("bytes"),
    hash: text("hash"),
    createdAt: text("created_at").notNull(),
    movedAt: text("moved_at").notNull(),
    finishedAt: text("finished_at"),
    expiresAt: text("expires_at").notNull(),
  },
  (table) => [index("exports_organisation").on(table.organisationId, table.createdAt)],
)
