import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/** A block of audit events in a hash chain: a removed or changed event does not fit its block's hash any more. */
export const auditSeals = sqliteTable("audit_seals", {
  number: integer("number").primaryKey(),
  fromSeq: integer("from_seq").notNull(),
  toSeq: integer("to_seq").notNull(),
  events: integer("events").notNull(),
  previousHash: text("previous_hash").notNull(),
  hash: text("hash").notNull(),
  sealedAt: text("sealed_at").notNull(),
  /** When retention removed the block's events; the hash stays. */
  prunedAt: text("pruned_at"),
})
