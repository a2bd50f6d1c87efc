import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { places } from "./places.ts"

/** 小区. `origin`: entered by people, fictional demonstration data, or known from the press only. */
export const estates = sqliteTable(
  "estates",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    placeCode: text("place_code")
      .notNull()
      .references(() => places.code),
    /** Who manages it: the functional zone of its street, otherwise the county. */
    districtCode: text("district_code")
      .notNull()
      .references(() => places.code),
    /** Its street, null where only the district is known. */
    streetCode: text("street_code").references(() => places.code),
    origin: text("origin", { enum: ["registered", "demonstration", "press"] }).notNull(),
    builtYear: integer("built_year"),
    /** JSON: names that it had before. */
    formerNames: text("former_names").notNull().default("[]"),
    /** What a search looks through: names, pinyin and its initials, street; made by usecases/registry. */
    searchText: text("search_text").notNull().default(""),
    /** Micro-grid figures; null is what is not known. */
    households: integer("households"),
    microGrids: integer("micro_grids"),
    /** 微网格员, part-time, one for each micro-grid. */
    gridWorkers: integer("grid_workers"),
    generalGrids: integer("general_grids"),
    revision: integer("revision").notNull().default(1),
    /** First day (YYYY-MM-DD) on which it takes part no more; its quarters before stay. */
    retiredFrom: text("retired_from"),
    createdAt: text("created_at").notNull(),
  },
  (table) => [
    index("estates_place").on(table.placeCode),
    // What a list is ordered by and counts by: a page is read in order, a count reads the index alone.
    index("estates_listed").on(
      table.districtCode,
      table.name,
      table.id,
      table.origin,
      table.retiredFrom,
      table.createdAt,
    ),
    index("estates_street").on(table.streetCode),
  ],
)
