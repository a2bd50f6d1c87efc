import { index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { members } from "./members.ts"
import { organisations } from "./organisations.ts"
import { users } from "./users.ts"

/** 邀请: lets one person join an organisation in a role, for seven days. The token itself is in the link only. */
export const invitations = sqliteTable(
  "invitations",
  {
    id: text("id").primaryKey(),
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
    /** Null when it is handed over as a link or QR code only. */
    email: text("email"),
    /** JSON: estate ids of a limited editor; null for all. */
    estateIds: text("estate_ids"),
    tokenHash: text("token_hash").notNull(),
    /** Salt of the invited person's marks in audit events. */
    salt: text("salt").notNull(),
    invitedBy: text("invited_by")
      .notNull()
      .references(() => members.id),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    acceptedAt: text("accepted_at"),
    acceptedBy: text("accepted_by").references(() => users.id),
    revokedAt: text("revoked_at"),
  },
  (table) => [
    uniqueIndex("invitations_token").on(table.tokenHash),
    index("invitations_organisation").on(table.organisationId, table.createdAt),
  ],
)
