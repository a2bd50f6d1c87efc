import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { users } from "./users.ts"

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
    role: text("role", {
      enum: [
        "manager",
        "editor",
        "viewer",
        "approver",
        "verifier",
        "chair",
        "secretary",
        "judge",
        "operator",
      ],
    }).notNull(),
    /** True: sees only the estates in member_estates (editors of companies). */
    limited: integer("limited", { mode: "boolean" }).notNull().default(false),
    /** Membership that invited this one; null for the first of the platform. */
    invitedBy: text("invited_by"),
    revision: integer("revision").notNull().default(1),
    createdAt: text("created_at").notNull(),
    endedAt: text("ended_at"),
  },
  (table) => [
    uniqueIndex("members_once").on(table.userId, table.organisationId),
    index("members_organisation").on(table.organisationId),
  ],
)

/** The estates of a limited member. */
export const memberEstates = sqliteTable(
  "member_estates",
  {
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.estateId] })],
)
