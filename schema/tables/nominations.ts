import { sql } from "drizzle-orm"
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import type { ObjectionState } from "../../worker/domain/selection/objections.ts"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { notices, programmes } from "./programmes.ts"

/** 申报: an estate put forward in a category of a programme, by a company, an authority or the organiser. */
export const nominations = sqliteTable(
  "nominations",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    category: text("category").notNull(),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    /** Who nominates. */
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    state: text("state", { enum: ["draft", "submitted", "withdrawn"] }).notNull(),
    /** What screening found: null until it ran; `overridden` when two people let it in against the rules. */
    screening: text("screening", { enum: ["eligible", "ineligible", "overridden"] }),
    /** JSON: answers by key of the rules' form. */
    answers: text("answers").notNull().default("{}"),
    /** JSON: the same without anything that tells who it is, for blind review; null until the secretary made it. */
    redactedAnswers: text("redacted_answers"),
    /** When the nominated organisation agreed to what is published of it. */
    consentAt: text("consent_at"),
    rulesVersion: integer("rules_version").notNull(),
    /** Canonical JSON: EstateFigures of domain/selection/figures.ts, frozen when it was submitted, with their hash. */
    figures: text("figures"),
    figuresHash: text("figures_hash"),
    /** Canonical JSON: EligibilityResult of domain/selection/eligibility.ts. */
    eligibility: text("eligibility"),
    /** Why it was submitted although it did not meet the rules. */
    ineligibleReason: text("ineligible_reason"),
    /** What judges see instead of a name; random, says nothing, and orders what they see. */
    blindCode: text("blind_code").notNull().unique(),
    memberId: text("member_id").notNull(),
    revision: integer("revision").notNull().default(1),
    createdAt: text("created_at").notNull(),
    updatedAt: text("updated_at").notNull(),
    submittedAt: text("submitted_at"),
    withdrawnAt: text("withdrawn_at"),
    withdrawReason: text("withdraw_reason"),
    /** Struck off after a list was frozen: an upheld objection, or the figures no longer stand. */
    struckAt: text("struck_at"),
    strikeReason: text("strike_reason"),
  },
  (table) => [
    uniqueIndex("nominations_active")
      .on(table.programmeId, table.category, table.estateId)
      .where(sql`state = 'submitted'`),
    uniqueIndex("nominations_draft")
      .on(table.programmeId, table.category, table.estateId, table.organisationId)
      .where(sql`state = 'draft'`),
    index("nominations_programme").on(table.programmeId, table.state),
    index("nominations_organisation").on(table.organisationId),
    index("nominations_estate").on(table.estateId),
  ],
)

/** Letting a candidate in although the rules say no: asked by one person, confirmed by another one. */
export const overrides = sqliteTable(
  "overrides",
  {
    id: text("id").primaryKey(),
    nominationId: text("nomination_id")
      .notNull()
      .references(() => nominations.id),
    reason: text("reason").notNull(),
    /** People, not memberships: one person with two memberships is still one. */
    askedBy: text("asked_by").notNull(),
    askedAt: text("asked_at").notNull(),
    decidedBy: text("decided_by"),
    decidedAt: text("decided_at"),
    confirmed: integer("confirmed", { mode: "boolean" }),
  },
  (table) => [index("overrides_nomination").on(table.nominationId)],
)

/** 异议: what somebody has against a candidate during a notice. Who it is stays with the organiser. */
export const objections = sqliteTable(
  "objections",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    noticeId: text("notice_id")
      .notNull()
      .references(() => notices.id),
    nominationId: text("nomination_id")
      .notNull()
      .references(() => nominations.id),
    /** Counts within the programme; public. */
    number: integer("number").notNull(),
    named: integer("named", { mode: "boolean" }).notNull(),
    /** Name and contact, sealed by the cell's secret; null when anonymous, and once the retention is over. */
    contact: text("contact"),
    text: text("text").notNull(),
    state: text("state").$type<ObjectionState>().notNull(),
    /** Hash of the receipt that lets the objector follow it. */
    receiptHash: text("receipt_hash").notNull().unique(),
    receivedAt: text("received_at").notNull(),
    /** Last day for the answer. */
    replyDueDay: text("reply_due_day").notNull(),
    /** Why it was not admitted, or what was found: public, without personal data. */
    reply: text("reply"),
    decidedAt: text("decided_at"),
    memberId: text("member_id"),
    revision: integer("revision").notNull().default(1),
  },
  (table) => [
    uniqueIndex("objections_once").on(table.programmeId, table.number),
    index("objections_notice").on(table.noticeId, table.state),
    index("objections_nomination").on(table.nominationId),
  ],
)

/** 附件: a file of a nomination, or the evidence of an objection. The content lies in R2 under a name nobody can guess. */
export const attachments = sqliteTable(
  "attachments",
  {
    id: text("id").primaryKey(),
    nominationId: text("nomination_id").references(() => nominations.id),
    objectionId: text("objection_id").references(() => objections.id),
    /** Random; key in R2 below `cells/<code>/attachments/`. */
    file: text("file").notNull().unique(),
    /** The name it came with, for its owner and the organiser only. */
    name: text("name").notNull(),
    type: text("type", { enum: ["image/jpeg", "image/png", "application/pdf"] }).notNull(),
    bytes: integer("bytes").notNull(),
    hash: text("hash").notNull(),
    width: integer("width"),
    height: integer("height"),
    /** The attachment that this one is a copy of without anything that tells who it is. */
    redacts: text("redacts"),
    memberId: text("member_id"),
    addedAt: text("added_at").notNull(),
    removedAt: text("removed_at"),
  },
  (table) => [
    index("attachments_nomination").on(table.nominationId),
    index("attachments_objection").on(table.objectionId),
  ],
)
