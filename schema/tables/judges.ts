import { sql } from "drizzle-orm"
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { members } from "./members.ts"
import { nominations } from "./nominations.ts"
import { programmes } from "./programmes.ts"

/** 评委: a member of the organiser who judges in one programme. */
export const judges = sqliteTable(
  "judges",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
    userId: text("user_id").notNull(),
    state: text("state", { enum: ["invited", "accepted", "declined", "removed"] }).notNull(),
    /** Keyed hash of the identity document: the same person with a second account is found, the number is not kept. */
    identityMark: text("identity_mark"),
    /** Member who saw the document; null as long as nobody did. */
    identityVerifiedBy: text("identity_verified_by"),
    identityVerifiedAt: text("identity_verified_at"),
    /** When the judge said what interests it has, or that it has none. */
    interestsDeclaredAt: text("interests_declared_at"),
    invitedBy: text("invited_by").notNull(),
    invitedAt: text("invited_at").notNull(),
    answeredAt: text("answered_at"),
    endedAt: text("ended_at"),
    endReason: text("end_reason"),
    revision: integer("revision").notNull().default(1),
  },
  (table) => [
    uniqueIndex("judges_once").on(table.programmeId, table.userId),
    uniqueIndex("judges_one_person")
      .on(table.programmeId, table.identityMark)
      .where(sql`identity_mark is not null and state <> 'removed'`),
    index("judges_member").on(table.memberId),
  ],
)

/** What a judge declared an interest in. `ref` is an organisation's id, an estate's id or the code of a place. */
export const interests = sqliteTable(
  "interests",
  {
    id: text("id").primaryKey(),
    judgeId: text("judge_id")
      .notNull()
      .references(() => judges.id),
    kind: text("kind", { enum: ["organisation", "estate", "place"] }).notNull(),
    ref: text("ref").notNull(),
    note: text("note").notNull().default(""),
    declaredAt: text("declared_at").notNull(),
  },
  (table) => [uniqueIndex("interests_once").on(table.judgeId, table.kind, table.ref)],
)

/** 回避: why a judge may not score a candidate, with the way through the graph that shows it. Never deleted. */
export const conflicts = sqliteTable(
  "conflicts",
  {
    judgeId: text("judge_id")
      .notNull()
      .references(() => judges.id),
    nominationId: text("nomination_id")
      .notNull()
      .references(() => nominations.id),
    kind: text("kind").notNull(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    /** JSON: ConflictStep[] of domain/selection/conflicts.ts. */
    path: text("path").notNull(),
    foundOn: text("found_on", {
      enum: ["invitation", "assignment", "bulk", "opening", "scoring", "freezing"],
    }).notNull(),
    foundAt: text("found_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.judgeId, table.nominationId, table.kind] }),
    index("conflicts_programme").on(table.programmeId),
  ],
)

/** One distribution of candidates to judges, so that anybody can run it again. */
export const assignmentRuns = sqliteTable(
  "assignment_runs",
  {
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    number: integer("number").notNull(),
    seed: integer("seed").notNull(),
    perCandidate: integer("per_candidate").notNull(),
    /** `bulk`: by the algorithm; `file`: from a CSV; `single`: one by hand; `taken_back`: one taken back by hand. */
    kind: text("kind", { enum: ["bulk", "file", "single", "taken_back"] }).notNull(),
    /** JSON: what it was given and what it found (AssignmentRecord of domain/selection/assignment.ts). */
    record: text("record").notNull(),
    memberId: text("member_id").notNull(),
    at: text("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.programmeId, table.number] })],
)

/** A candidate given to a judge. Its id is random and is all that a judge's addresses show. */
export const assignments = sqliteTable(
  "assignments",
  {
    id: text("id").primaryKey(),
    programmeId: text("programme_id")
      .notNull()
      .references(() => programmes.id),
    judgeId: text("judge_id")
      .notNull()
      .references(() => judges.id),
    nominationId: text("nomination_id")
      .notNull()
      .references(() => nominations.id),
    run: integer("run").notNull(),
    assignedAt: text("assigned_at").notNull(),
    endedAt: text("ended_at"),
    endReason: text("end_reason", {
      enum: ["conflict", "withdrawn", "judge_removed", "moved", "taken_back"],
    }),
  },
  (table) => [
    uniqueIndex("assignments_once").on(table.judgeId, table.nominationId).where(sql`ended_at is null`),
    index("assignments_programme").on(table.programmeId),
    index("assignments_nomination").on(table.nominationId),
  ],
)

/** 评分: what a judge thinks of one candidate. A voided one stays on record and counts for nothing. */
export const reviews = sqliteTable("reviews", {
  assignmentId: text("assignment_id")
    .primaryKey()
    .references(() => assignments.id),
  /** JSON: score by code of the criterion; null where the judge abstains from it. */
  scores: text("scores").notNull().default("{}"),
  /** The judge abstains from the whole candidate. */
  abstained: integer("abstained", { mode: "boolean" }).notNull().default(false),
  /** 1 low, 2 middle, 3 high; null until it is said. */
  confidence: integer("confidence"),
  /** For the organiser; given to the nominee as feedback where it asks. */
  comment: text("comment").notNull().default(""),
  state: text("state", { enum: ["draft", "submitted"] }).notNull(),
  revision: integer("revision").notNull().default(1),
  updatedAt: text("updated_at").notNull(),
  submittedAt: text("submitted_at"),
  voidedAt: text("voided_at"),
  voidReason: text("void_reason"),
})
