import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { organisations } from "./organisations.ts"

/** 评选: one call of an organiser. Its rules are typed into `draft` until it opens; from then on versions count. */
export const programmes = sqliteTable(
  "programmes",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    slug: text("slug").notNull().unique(),
    title: text("title").notNull(),
    phase: text("phase", {
      enum: ["draft", "open", "screening", "review", "shortlist", "notice", "decided", "archived"],
    }).notNull(),
    /** JSON: the rules as they are being typed (RulesDraft of domain/selection/rules.ts); after opening the next version. */
    draft: text("draft").notNull().default("{}"),
    /** The version in force; 0 until it opens. */
    rulesVersion: integer("rules_version").notNull().default(0),
    /** Moves with every write to the programme itself: its draft, its phase, its versions. */
    revision: integer("revision").notNull().default(1),
    /** Moves with everything that the public pages of the programme show. */
    publicRevision: integer("public_revision").notNull().default(0),
    /** A fee was demanded or an approval is missing (VET-08): the programme stands still for good. */
    stoppedAt: text("stopped_at"),
    stopReason: text("stop_reason"),
    createdAt: text("created_at").notNull(),
    openedAt: text("opened_at"),
    archivedAt: text("archived_at"),
    /** Content name (SHA-256) of the archive in R2, once it is made. */
    archiveHash: text("archive_hash"),
  },
  (table) => [index("programmes_organisation").on(table.organisationId, table.createdAt)],
)

/** A version of a programme's rules: never changed; `reason` is what all applicants were told. */
export const programmeRules = sqliteTable(
  "programme_rules",
  {
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    version: integer("version").notNull(),
    /** Canonical JSON: ProgrammeRules of domain/selection/rules.ts. */
    document: text("document").notNull(),
    hash: text("hash").notNull(),
    reason: text("reason").notNull().default(""),
    memberId: text("member_id").notNull(),
    at: text("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.version] })],
)

/** 入围名单: a numbered, hashed list. A struck candidate makes the next number; none is ever changed. */
export const shortlists = sqliteTable(
  "shortlists",
  {
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    number: integer("number").notNull(),
    /** Canonical JSON: ShortlistDocument of domain/selection/shortlist.ts. */
    document: text("document").notNull(),
    hash: text("hash").notNull(),
    memberId: text("member_id").notNull(),
    frozenAt: text("frozen_at").notNull(),
    /** Why it was frozen although something spoke against it, in words; empty where nothing did. Not public. */
    reason: text("reason").notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.number] })],
)

/** 公示: the public notice of a list. Days are Asia/Shanghai, both included. */
export const notices = sqliteTable(
  "notices",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    number: integer("number").notNull(),
    shortlistNumber: integer("shortlist_number").notNull(),
    fromDay: text("from_day").notNull(),
    toDay: text("to_day").notNull(),
    workingDays: integer("working_days").notNull(),
    memberId: text("member_id").notNull(),
    openedAt: text("opened_at").notNull(),
    closedAt: text("closed_at"),
    /** Why it was opened although something spoke against it, in words; empty where nothing did. Not public. */
    reason: text("reason").notNull().default(""),
  },
  (table) => [uniqueIndex("notices_once").on(table.programmeId, table.number)],
)

/**
 * 公开档案: an archive of a programme that everybody may have, one for each state since it was decided; never changed. The
 * file lies in R2 under its hash, and names the hashes of those before it.
 */
export const programmeArchives = sqliteTable(
  "programme_archives",
  {
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    number: integer("number").notNull(),
    /** SHA-256 of the file. */
    hash: text("hash").notNull(),
    at: text("at").notNull(),
    /** The programme's public revision that it shows: a later one makes the next archive. */
    publicRevision: integer("public_revision").notNull(),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.number] })],
)
