import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { organisations } from "./organisations.ts"
import { places } from "./places.ts"
import { quarters } from "./quarters.ts"

/** 佐证材料: a photo or document for one indicator of one estate's quarter. Its content lies in R2 beside attachments. */
export const evidence = sqliteTable(
  "evidence",
  {
    id: text("id").primaryKey(),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    quarter: text("quarter")
      .notNull()
      .references(() => quarters.quarter),
    indicator: text("indicator").notNull(),
    /** Whose it is, as of values: the organisation, its part, and of a company the filing that it first went along with. */
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    provider: text("provider", { enum: ["company", "community", "street", "district"] }).notNull(),
    filing: integer("filing").notNull(),
    /** Random; key in R2 below `cells/<code>/attachments/`. */
    file: text("file").notNull().unique(),
    /** The name it came with, for its owner and authorities only. */
    name: text("name").notNull(),
    note: text("note").notNull().default(""),
    side: text("side", { enum: ["before", "after"] }),
    /** Which before belongs to which after; 0 where it is neither. */
    pair: integer("pair").notNull().default(0),
    type: text("type", { enum: ["image/jpeg", "image/png", "application/pdf", "image/webp"] }).notNull(),
    bytes: integer("bytes").notNull(),
    width: integer("width"),
    height: integer("height"),
    /** SHA-256 of what is stored, of what arrived, and of the original as the sender's browser says. */
    hash: text("hash").notNull(),
    receivedHash: text("received_hash").notNull(),
    originalHash: text("original_hash"),
    /** How it looks (worker/domain/evidence/look.ts), two halves of 32 bits; null where it cannot be told. */
    lookHigh: integer("look_high"),
    lookLow: integer("look_low"),
    /** What its camera wrote, for who verifies: its own clock, without a zone, and whether it stood in the estate's street. */
    takenAt: text("taken_at"),
    taken: text("taken", { enum: ["inside", "outside", "unknown"] }),
    memberId: text("member_id").notNull(),
    addedAt: text("added_at").notNull(),
    removedAt: text("removed_at"),
    /** The random name by which everybody may see it, and who said by name that faces and plates are covered. */
    publicName: text("public_name").unique(),
    publishedAt: text("published_at"),
    publishedBy: text("published_by"),
    revision: integer("revision").notNull().default(1),
  },
  (table) => [
    index("evidence_estate").on(table.estateId, table.quarter),
    index("evidence_organisation").on(table.organisationId, table.quarter),
    index("evidence_hash").on(table.hash),
    index("evidence_received").on(table.receivedHash),
    index("evidence_original").on(table.originalHash),
    index("evidence_removed").on(table.removedAt),
  ],
)

/** The parts of looks: two pictures that resemble have one in common. */
export const evidenceLooks = sqliteTable(
  "evidence_looks",
  {
    part: integer("part").notNull(),
    evidenceId: text("evidence_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.part, table.evidenceId] }),
    index("evidence_looks_of").on(table.evidenceId),
  ],
)

/** Two files that are the same or resemble, under different estates, quarters or organisations; found when the later came. */
export const evidenceLikenesses = sqliteTable(
  "evidence_likenesses",
  {
    evidenceId: text("evidence_id").notNull(),
    otherId: text("other_id").notNull(),
    /** Bits in which they differ; 0 of the same. */
    distance: integer("distance").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.evidenceId, table.otherId] }),
    index("evidence_likenesses_other").on(table.otherId),
  ],
)

/** Outlines of places, where somebody has given them: by these a picture is said to be taken inside or outside. */
export const outlines = sqliteTable("outlines", {
  placeCode: text("place_code")
    .primaryKey()
    .references(() => places.code),
  /** JSON: Outline of worker/domain/evidence/outline.ts. */
  outline: text("outline").notNull(),
})
