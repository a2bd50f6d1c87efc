import { sql } from "drizzle-orm"
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core"
import { editions } from "./editions.ts"
import { estates } from "./estates.ts"

/** 发布: one scoring of a period (2026Q3, or the year 2025). Its progress lives here, not in the Workflow. */
export const releases = sqliteTable(
  "releases",
  {
    id: text("id").primaryKey(),
    /** Of a preliminary one a period of its own (domain/release/preliminary.ts): nothing public joins it, and it counts apart. */
    period: text("period").notNull(),
    number: integer("number").notNull(),
    /** `preliminary` is seen by companies and authorities only, `final` by everybody. */
    state: text("state", { enum: ["running", "preliminary", "final"] }).notNull(),
    stage: text("stage", { enum: ["score", "rank", "write", "publish", "done"] }).notNull(),
    editionId: text("edition_id")
      .notNull()
      .references(() => editions.id),
    engineVersion: text("engine_version").notNull(),
    estateCount: integer("estate_count").notNull(),
    /** JSON: the content names of what has been written so far, by stage. */
    progress: text("progress").notNull(),
    inputHash: text("input_hash"),
    manifestHash: text("manifest_hash"),
    /** JSON: quartiles of the values of estates of a size (domain/release/peers.ts), for marks; null of a year. */
    peers: text("peers"),
    requestedBy: text("requested_by").notNull(),
    /** Frozen at the request: the date that the release carries, so that a restart ends with the same hash. */
    requestedAt: text("requested_at").notNull(),
    heartbeatAt: text("heartbeat_at").notNull(),
    instanceId: text("instance_id").notNull(),
    finishedAt: text("finished_at"),
    /** Of a preliminary one: the last day on which corrections may be asked for. */
    windowDay: text("window_day"),
  },
  (table) => [
    uniqueIndex("releases_once").on(table.period, table.number),
    uniqueIndex("releases_one_running").on(table.period).where(sql`state = 'running'`),
  ],
)

/** The public pointer: which release of a period everybody sees. It moves last. */
export const publications = sqliteTable("publications", {
  period: text("period").primaryKey(),
  releaseId: text("release_id")
    .notNull()
    .references(() => releases.id),
  publishedAt: text("published_at").notNull(),
})

/** 成绩单: one estate in one release. Who takes part and with what is frozen at the request; figures come at the end. */
export const scorecards = sqliteTable(
  "scorecards",
  {
    releaseId: text("release_id")
      .notNull()
      .references(() => releases.id),
    estateId: text("estate_id")
      .notNull()
      .references(() => estates.id),
    /** The district in which it is counted, as frozen; null of releases that are older than this. */
    districtCode: text("district_code"),
    /** Order inside the release, by slug; chunk = position div 500. */
    position: integer("position").notNull(),
    outcome: text("outcome", { enum: ["scored", "not_reported", "under_check", "returned"] }).notNull(),
    submissionId: text("submission_id"),
    base: real("base"),
    final: real("final"),
    band: text("band"),
    rank: integer("rank"),
  },
  (table) => [
    primaryKey({ columns: [table.releaseId, table.estateId] }),
    uniqueIndex("scorecards_position").on(table.releaseId, table.position),
    index("scorecards_estate").on(table.estateId),
    // A page of those that can be nominated is read in this order.
    index("scorecards_ranked").on(table.releaseId, table.rank, table.position, table.estateId),
  ],
)
