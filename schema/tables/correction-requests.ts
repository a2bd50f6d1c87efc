import { sql } from "drizzle-orm"
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import type { CorrectionRequestState } from "../../worker/domain/correction/request.ts"
import { corrections } from "./corrections.ts"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { quarters } from "./quarters.ts"
import { releases } from "./releases.ts"

/** 更正申请: a company asks the city to correct figures of a released quarter. */
export const correctionRequests = sqliteTable(
  "correction_requests",
  {
    id: text("id").primaryKey(),
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    /** The release that it is about. */
    releaseId: text("release_id")
      .notNull()
      .references(() => releases.id),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    memberId: text("member_id").notNull(),
    filedAt: text("filed_at").notNull(),
    /** For the city, and whoever files the quarter; never public. */
    reason: text("reason").notNull(),
    evidence: text("evidence").notNull(),
    /** JSON: the values asked for, each with the one that counted. */
    values: text("values").notNull(),
    /** JSON: what a correction's form begins with, these values and those that were adjusted. */
    prefill: text("prefill").notNull(),
    /** JSON: points and band before and after, by the engine as it was filed. */
    effect: text("effect").notNull(),
    state: text("state").$type<CorrectionRequestState>().notNull(),
    revision: integer("revision").notNull(),
    /** Last day of what is to be done now. */
    dueDay: text("due_day").notNull(),
    /** The city's words, and who answered last. */
    reply: text("reply"),
    answeredBy: text("answered_by"),
    answeredAt: text("answered_at"),
    correctionId: text("correction_id").references(() => corrections.id),
  },
  (table) => [
    uniqueIndex("correction_requests_one_open").on(table.estateId, table.quarter).where(sql`state = 'asked'`),
    index("correction_requests_state").on(table.state, table.dueDay),
    index("correction_requests_organisation").on(table.organisationId, table.filedAt),
  ],
)
