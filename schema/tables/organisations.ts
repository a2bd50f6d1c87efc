import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/** 机构: the tenant inside a cell. An authority has the place that it sees. */
export const organisations = sqliteTable(
  "organisations",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["company", "authority", "organiser"] }).notNull(),
    name: text("name").notNull(),
    placeCode: text("place_code"),
    demonstration: integer("demonstration", { mode: "boolean" }).notNull().default(false),
    createdAt: text("created_at").notNull(),
  },
  (table) => [index("organisations_place").on(table.placeCode)],
)
