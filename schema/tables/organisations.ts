import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"

/** 机构: the tenant inside a cell. An authority has the place that it sees; `platform` runs the cell itself. */
export const organisations = sqliteTable(
  "organisations",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["company", "authority", "organiser", "platform"] }).notNull(),
    name: text("name").notNull(),
    placeCode: text("place_code"),
    /** 统一社会信用代码 of a company or organiser (GB 32100-2015). */
    uscc: text("uscc"),
    demonstration: integer("demonstration", { mode: "boolean" }).notNull().default(false),
    /** Roles that need a second factor here besides those that always do, as JSON (domain/identity/second-factor.ts). */
    factorRoles: text("factor_roles").notNull().default("[]"),
    /** How its members get which letters by e-mail who have set nothing, as JSON (domain/mail/settings.ts). */
    letters: text("letters").notNull().default("{}"),
    revision: integer("revision").notNull().default(1),
    createdAt: text("created_at").notNull(),
    /** When it asked to be deleted; may be taken back for 30 days. */
    deletionRequestedAt: text("deletion_requested_at"),
    /** When its people and contacts went; its public name stays with what was released. */
    deletedAt: text("deleted_at"),
  },
  (table) => [
    index("organisations_place").on(table.placeCode),
    index("organisations_listed").on(table.kind, table.placeCode, table.name),
    uniqueIndex("organisations_uscc").on(table.uscc),
  ],
)
