import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { editions } from "./editions.ts"
import { places } from "./places.ts"

/** A quarter that the cell collects, for example 2026Q3; the deadline is 23:59:59 Asia/Shanghai of its day. */
export const quarters = sqliteTable("quarters", {
  quarter: text("quarter").primaryKey(),
  editionId: text("edition_id")
    .notNull()
    .references(() => editions.id),
  deadlineDay: text("deadline_day").notNull(),
  openedAt: text("opened_at").notNull(),
  /** What has fewer answers than it needs (数据不足) is refused at the sending; otherwise it is only marked and told. */
  refusesFew: integer("refuses_few", { mode: "boolean" }).notNull().default(false),
  /** 核对期: working days between a preliminary release and the final one; 0: the final one may come at once. */
  windowDays: integer("window_days").notNull().default(0),
})

/** 关账: a district has closed its part of a quarter. */
export const closings = sqliteTable(
  "closings",
  {
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    placeCode: text("place_code")
      .notNull()
      .references(() => places.code),
    closedAt: text("closed_at").notNull(),
    memberId: text("member_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.quarter, table.placeCode] })],
)
