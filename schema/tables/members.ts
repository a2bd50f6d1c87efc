import { index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { users } from "./identity.ts"
import { organisations } from "./organisations.ts"

/** 成员: a person in an organisation, with one role. An ended membership gives no right any more. */
export const members = sqliteTable(
  "members",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    role: text("role", { enum: ["manager", "editor", "viewer", "approver", "verifier"] }).notNull(),
    createdAt: text("created_at").notNull(),
    endedAt: text("ended_at"),
  },
  (table) => [
    uniqueIndex("members_once").on(table.userId, table.organisationId),
    index("members_organisation").on(table.organisationId),
  ],
)
