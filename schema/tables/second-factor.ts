import { sql } from "drizzle-orm"
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { members } from "./members.ts"
import { organisations } from "./organisations.ts"
import { users } from "./users.ts"

/** A passkey (WebAuthn credential) that a person signs in with. Only its public half is here. */
export const passkeys = sqliteTable(
  "passkeys",
  {
    id: text("id").primaryKey(),
    /** The credential's id as its authenticator made it, base64url. */
    credentialId: text("credential_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The host that it was made for; browsers offer it nowhere else. */
    host: text("host").notNull(),
    name: text("name").notNull(),
    /** COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    /** What its authenticator last counted; always 0 for those that do not count. */
    counter: integer("counter").notNull(),
    /** How browsers reach it (`usb`, `hybrid`), as JSON. */
    transports: text("transports").notNull().default("[]"),
    /** Whether it may be, and is, copied to other devices of its owner. */
    backupEligible: integer("backup_eligible", { mode: "boolean" }).notNull(),
    backedUp: integer("backed_up", { mode: "boolean" }).notNull(),
    createdAt: text("created_at").notNull(),
    lastUsedAt: text("last_used_at"),
  },
  (table) => [
    uniqueIndex("passkeys_credential").on(table.credentialId),
    index("passkeys_user").on(table.userId),
  ],
)

/** Challenges that were answered, until they would have expired: each counts once. */
export const spentChallenges = sqliteTable("spent_challenges", {
  hash: text("hash").primaryKey(),
  expiresAt: text("expires_at").notNull(),
})

/** 重置两步验证: somebody's lost second factor, asked for by one person and confirmed by another. */
export const factorResets = sqliteTable(
  "factor_resets",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The owner's membership for which it was asked, and its organisation. */
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    /** Membership that asked. */
    askedBy: text("asked_by")
      .notNull()
      .references(() => members.id),
    reason: text("reason").notNull(),
    state: text("state", { enum: ["open", "confirmed", "stopped", "expired"] }).notNull(),
    askedAt: text("asked_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    closedAt: text("closed_at"),
    /** Membership that confirmed or stopped it; null for the owner by its letter, and for one that expired. */
    closedBy: text("closed_by").references(() => members.id),
  },
  (table) => [
    uniqueIndex("factor_resets_open").on(table.userId).where(sql`state = 'open'`),
    index("factor_resets_organisation").on(table.organisationId, table.askedAt),
  ],
)
