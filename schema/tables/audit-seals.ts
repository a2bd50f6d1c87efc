import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/**
 * A block of audit events in a hash chain (worker/domain/audit/seal.ts says how each hash is made). Triggers refuse
 * DELETE, and every UPDATE but the one that marks a block as pruned.
 */
export const auditSeals = sqliteTable("audit_seals", {
  number: integer("number").primaryKey(),
  fromSeq: integer("from_seq").notNull(),
  toSeq: integer("to_seq").notNull(),
  events: integer("events").notNull(),
  /** Time of the block's last event: what retention goes by. */
  lastAt: text("last_at").notNull().default(""),
  contentHash: text("content_hash").notNull().default(""),
  previousHash: text("previous_hash").notNull(),
  hash: text("hash").notNull(),
  sealedAt: text("sealed_at").notNull(),
  /** The first digits of each event's hash, to tell which one was changed; emptied when the block is pruned. */
  fingerprints: text("fingerprints").notNull().default(""),
  /** When retention removed the block's events; the hashes stay. */
  prunedAt: text("pruned_at"),
})
