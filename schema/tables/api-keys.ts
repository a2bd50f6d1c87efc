import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { members } from "./members.ts"
import { organisations } from "./organisations.ts"

/** A program's key: acts as the member who made it, within its scopes. The key itself is shown once only. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
    name: text("name").notNull(),
    /** First characters of the key, to tell keys apart. */
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull(),
    /** JSON: scopes of domain/permissions.ts. */
    scopes: text("scopes").notNull(),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    /** To the minute. */
    lastUsedAt: text("last_used_at"),
    revokedAt: text("revoked_at"),
    /** The key that this one replaces; the old one ends after the overlap. */
    replaces: text("replaces"),
    /** Requests in the running minute, for the rate limit. */
    windowStart: integer("window_start").notNull().default(0),
    windowCount: integer("window_count").notNull().default(0),
  },
  (table) => [
    uniqueIndex("api_keys_hash").on(table.hash),
    index("api_keys_organisation").on(table.organisationId),
  ],
)
