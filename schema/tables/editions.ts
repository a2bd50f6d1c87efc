import { sqliteTable, text } from "drizzle-orm/sqlite-core"

/** 评价口径: immutable once stored; `id` is code@version, `hash` the SHA-256 of the document's canonical JSON. */
export const editions = sqliteTable("editions", {
  id: text("id").primaryKey(),
  code: text("code").notNull(),
  version: text("version").notNull(),
  effectiveFrom: text("effective_from").notNull(),
  /** The first quarter that the city activated it for; null: from `effectiveFrom` on. */
  activeFrom: text("active_from"),
  document: text("document").notNull(),
  hash: text("hash").notNull(),
  activatedAt: text("activated_at").notNull(),
})
