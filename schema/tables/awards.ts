import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { estates } from "./estates.ts"
import { nominations } from "./nominations.ts"
import { programmes } from "./programmes.ts"
import { releases } from "./releases.ts"

/** 入选: a candidate that was awarded, with its certificate. Revocation (摘牌) is written beside it, nothing is taken away. */
export const awards = sqliteTable(
  "awards",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    nominationId: text("nomination_id")
      .notNull()
      .references(() => nominations.id),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    category: text("category").notNull(),
    shortlistNumber: integer("shortlist_number").notNull(),
    /** Random with a check character: a neighbouring number leads nowhere. */
    certificateNumber: text("certificate_number").notNull().unique(),
    /** Canonical JSON: CertificateDocument of domain/selection/certificate.ts, what the certificate says for good. */
    document: text("document").notNull(),
    hash: text("hash").notNull(),
    awardedAt: text("awarded_at").notNull(),
    /** Days, Asia/Shanghai, both included. */
    validFrom: text("valid_from").notNull(),
    validTo: text("valid_to").notNull(),
    revokedAt: text("revoked_at"),
    revokeReason: text("revoke_reason"),
    revokedBy: text("revoked_by"),
    revision: integer("revision").notNull().default(1),
    /** Why it was granted although something spoke against it, in words; empty where nothing did. Not public. */
    reason: text("reason").notNull().default(""),
  },
  (table) => [
    uniqueIndex("awards_once").on(table.nominationId),
    index("awards_programme").on(table.programmeId),
    index("awards_estate").on(table.estateId),
  ],
)

/** 年度复核: whether an award still meets the rules on a later release. It flags; people decide. */
export const rechecks = sqliteTable(
  "rechecks",
  {
    awardId: text("award_id")
      .notNull()
      .references(() => awards.id),
    releaseId: text("release_id")
      .notNull()
      .references(() => releases.id),
    meets: integer("meets", { mode: "boolean" }).notNull(),
    /** Canonical JSON: EligibilityResult. */
    result: text("result").notNull(),
    at: text("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.awardId, table.releaseId] })],
)
