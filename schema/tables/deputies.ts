import { sql } from "drizzle-orm"
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { members } from "./members.ts"
import { organisations } from "./organisations.ts"

/**
 * 代理: a member of an authority stands in for another one of it, who is absent, from a day to a day (Asia/Shanghai, both
 * included). It gives the role that the absent had when it was named, as long as both are members.
 */
export const deputies = sqliteTable(
  "deputies",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    /** Who is absent, and its role. */
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
    role: text("role", { enum: ["approver", "verifier"] }).notNull(),
    /** Who stands in. */
    deputyId: text("deputy_id")
      .notNull()
      .references(() => members.id),
    fromDay: text("from_day").notNull(),
    toDay: text("to_day").notNull(),
    /** Why somebody else named it; null where the absent did. */
    reason: text("reason"),
    /** `asked` waits for a second person. */
    state: text("state", { enum: ["asked", "standing", "ended"] }).notNull(),
    /** Memberships of who named it, who agreed as the second person, and who ended it. */
    namedBy: text("named_by").notNull(),
    namedAt: text("named_at").notNull(),
    confirmedBy: text("confirmed_by"),
    confirmedAt: text("confirmed_at"),
    endedBy: text("ended_by"),
    endedAt: text("ended_at"),
  },
  (table) => [
    index("deputies_deputy").on(table.deputyId, table.toDay).where(sql`state = 'standing'`),
    index("deputies_member").on(table.memberId, table.toDay),
    index("deputies_organisation").on(table.organisationId, table.toDay),
  ],
)
