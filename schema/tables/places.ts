import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"

/** 行政区划: city 510100, county 6 digits, street 9, community 12; a functional zone has a private code. */
export const places = sqliteTable(
  "places",
  {
    code: text("code").primaryKey(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["city", "county", "functional_zone", "street", "community"] }).notNull(),
    parentCode: text("parent_code"),
    /** The functional zone that runs a street; null for most streets and for every other kind. */
    zoneCode: text("zone_code"),
    revision: integer("revision").notNull().default(1),
    /** First day on which nothing new may stand in it. */
    retiredFrom: text("retired_from"),
  },
  (table) => [index("places_parent").on(table.parentCode), index("places_zone").on(table.zoneCode)],
)
