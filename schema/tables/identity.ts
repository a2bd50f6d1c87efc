import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { members } from "./members.ts"
import { users } from "./users.ts"

/** How a person proves who it is. A person without a row cannot sign in. */
export const credentials = sqliteTable("credentials", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** See gateways/password.ts. */
  passwordHash: text("password_hash").notNull(),
  /** Secret of the second factor, sealed (gateways/secret-box.ts); set but unconfirmed while it is being set up. */
  totpSecret: text("totp_secret"),
  totpConfirmedAt: text("totp_confirmed_at"),
  /** The last time step whose code was used: a code counts once. */
  totpLastStep: integer("totp_last_step").notNull().default(0),
  /** Of a first password (登录条): until when (ISO) it opens anything, and then only its own change; null for one's own. */
  firstUntil: text("first_until"),
  updatedAt: text("updated_at").notNull(),
})

/** Codes for a lost second factor, each good for one time. */
export const recoveryCodes = sqliteTable(
  "recovery_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    usedAt: text("used_at"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
)

/** A signed-in browser. The token itself is in the cookie only. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    tokenHash: text("token_hash").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The membership that the person acts for; null takes the oldest one. */
    memberId: text("member_id").references(() => members.id),
    /** When the second factor was passed; null when it was not (yet). */
    secondFactorAt: text("second_factor_at"),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    address: text("address"),
    userAgent: text("user_agent"),
  },
  (table) => [uniqueIndex("sessions_token").on(table.tokenHash), index("sessions_user").on(table.userId)],
)

/** One-time proofs sent by e-mail; `id` is the hash of what the link carries. */
export const proofs = sqliteTable(
  "proofs",
  {
    id: text("id").primaryKey(),
    purpose: text("purpose", { enum: ["reset", "email", "factor"] }).notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    usedAt: text("used_at"),
  },
  (table) => [index("proofs_user").on(table.userId)],
)

/** Failed tries in the running window, by `account:<hash>` or `address:<hash>`. */
export const attempts = sqliteTable("attempts", {
  subject: text("subject").primaryKey(),
  count: integer("count").notNull(),
  startedAt: text("started_at").notNull(),
})
