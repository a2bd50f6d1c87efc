import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { quarters } from "./quarters.ts"

const provider = ["company", "community", "street", "district", "city", "platform"] as const

/**
 * 季度填报: one estate × one quarter. `revision` rises with every change of state or of what authorities decided;
 * `filing` counts the company's filings (1, and one more after each return).
 */
export const submissions = sqliteTable(
  "submissions",
  {
    id: text("id").primaryKey(),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    state: text("state", {
      enum: ["draft", "submitted", "returned", "street_verified", "verified"],
    }).notNull(),
    revision: integer("revision").notNull(),
    filing: integer("filing").notNull(),
    firstSubmittedAt: text("first_submitted_at"),
    /** When the version that counts was sent, and the last day that it had: lateness is judged by them. */
    sentAt: text("sent_at"),
    sentDueDay: text("sent_due_day"),
    /** Until which day a return keeps it in time; granted once. */
    graceDay: text("grace_day"),
    submittedAt: text("submitted_at"),
    streetVerifiedAt: text("street_verified_at"),
    verifiedAt: text("verified_at"),
    returnedAt: text("returned_at"),
    returnReason: text("return_reason"),
    returnedBy: text("returned_by", { enum: ["street", "district", "city"] }),
  },
  (table) => [
    uniqueIndex("submissions_once").on(table.estateId, table.quarter),
    index("submissions_quarter_state").on(table.quarter, table.state, table.submittedAt),
    index("submissions_counted").on(table.estateId, table.quarter, table.state),
    index("submissions_queue").on(table.quarter, table.submittedAt, table.state, table.estateId),
    index("submissions_organisation").on(table.organisationId, table.quarter),
  ],
)

/** What one provider types of a submission; `revision` is its own, so that two providers never overwrite each other. */
export const submissionParts = sqliteTable(
  "submission_parts",
  {
    submissionId: text("submission_id")
      .notNull()
      .references(() => submissions.id),
    provider: text("provider", { enum: provider }).notNull(),
    revision: integer("revision").notNull(),
    savedAt: text("saved_at").notNull(),
    memberId: text("member_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.provider] })],
)

/** One typed value. `value` is what the edition's format allows (digits, NA, yes, no); what is not typed has no row. */
export const values = sqliteTable(
  "values",
  {
    submissionId: text("submission_id")
      .notNull()
      .references(() => submissions.id),
    /** Who typed it; differs from the key's provider where the company typed for a place without members (代填). */
    provider: text("provider", { enum: provider }).notNull(),
    /** The company's filing to which it belongs; 0 for every other provider, whose values outlive a return. */
    filing: integer("filing").notNull(),
    key: text("key").notNull(),
    value: text("value").notNull(),
    /** The reason given for a soft fault, in the words of the person who typed it. */
    reason: text("reason"),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.provider, table.filing, table.key] })],
)

/** 核查意见: an authority's decision on one value of one filing; the latest of a level stands. */
export const findings = sqliteTable(
  "findings",
  {
    submissionId: text("submission_id")
      .notNull()
      .references(() => submissions.id),
    filing: integer("filing").notNull(),
    level: text("level", { enum: ["street", "district"] }).notNull(),
    key: text("key").notNull(),
    /** `settled`: of a mark, whose id is the key; the checked value is then what it said in figures. */
    decision: text("decision", { enum: ["accepted", "adjusted", "asked", "settled"] }).notNull(),
    checkedValue: text("checked_value"),
    /** Of an adjustment, from the fixed list; what everybody may know of its reason. */
    reasonClass: text("reason_class", {
      enum: ["records", "unproven", "scope", "entry", "on_site", "other"],
    }),
    reason: text("reason"),
    memberId: text("member_id").notNull(),
    at: text("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.filing, table.level, table.key] })],
)

/** 退回: a street or district has sent a filing back; its questions are the findings of that filing. The words stay when it is sent again. */
export const returns = sqliteTable(
  "returns",
  {
    submissionId: text("submission_id")
      .notNull()
      .references(() => submissions.id),
    /** The filing that was sent back; one is sent back once. */
    filing: integer("filing").notNull(),
    level: text("level", { enum: ["street", "district"] }).notNull(),
    reason: text("reason").notNull(),
    /** Null of one that is older than this table. */
    memberId: text("member_id"),
    at: text("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.filing] })],
)
