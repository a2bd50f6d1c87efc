import { and, desc, eq, lt, sql } from "drizzle-orm"
import { quarters } from "../../schema/tables/quarters.ts"
import { releases } from "../../schema/tables/releases.ts"
import { lastDay } from "../domain/quarter.ts"
import type { ReleaseProgress, ReleaseStage } from "../domain/release/progress.ts"
import type { Database } from "./database.ts"
import { releaseInputReads } from "./release-inputs.ts"
import { type Publishing, publishRelease, requestYear, type YearRequest } from "./release-publishing.ts"
import type { Scope } from "./scope.ts"
import type { Unit } from "./unit.ts"

export type ReleaseRow = Omit<typeof releases.$inferSelect, "progress"> & { progress: ReleaseProgress }

/** A stored release with its progress parsed. */
export function readRelease(row: typeof releases.$inferSelect): ReleaseRow {
  return { ...row, progress: JSON.parse(row.progress) as ReleaseProgress }
}

/** What anyone signed in may know of releases: that they run, how far they are, and when they were published. */
export function releaseReads(db: Database, scope: Scope) {
  return {
    /** A quarter that the cell collects and the latest release of it; null when it collects no such quarter. */
    async ofQuarter(quarter: string) {
      const [found, latest] = await db.batch([
        db.select().from(quarters).where(eq(quarters.quarter, quarter)),
        db
          .select()
          .from(releases)
          .where(eq(releases.period, quarter))
          .orderBy(desc(releases.number))
          .limit(1),
      ])
      return found[0] ? { quarter: found[0], latest: latest[0] ? readRelease(latest[0]) : null } : null
    },

    async byId(id: string): Promise<ReleaseRow | null> {
      const [row] = await db.select().from(releases).where(eq(releases.id, id))
      return row ? readRelease(row) : null
    },

    /** Running releases whose last sign of life is older than `before` (ISO instant), oldest first. */
    async stalled(before: string): Promise<{ id: string; period: string; instanceId: string }[]> {
      return db
        .select({ id: releases.id, period: releases.period, instanceId: releases.instanceId })
        .from(releases)
        .where(and(eq(releases.state, "running"), lt(releases.heartbeatAt, before)))
        .orderBy(releases.heartbeatAt)
    },

    ...releaseInputReads(db, scope),
  }
}

export interface ReleaseRequest {
  id: string
  instanceId: string
  period: string
  editionId: string
  engineVersion: string
  requestedBy: string
  at: Date
}

/** Figures of one scorecard, by its position in the release. */
export interface ScorecardFigures {
  position: number
  base: number
  final: number
  band: string | null
  rank: number | null
}

/** What a step leaves behind. */
export interface ReleaseAdvance {
  stage: ReleaseStage
  progress: ReleaseProgress
  /** Set when the release begins anew under another engine. */
  engineVersion?: string
  /** Set by the step that writes the manifest, and emptied when the release begins anew. */
  hashes?: { inputHash: string | null; manifestHash: string | null }
  figures?: ScorecardFigures[]
  at: Date
}

/** Which estates take part in a quarter: those that were there or were filed for; never those known from the press only. */
function takesPart(quarter: string) {
  const endOfQuarter = `${lastDay(quarter)}T16:00:00.000Z`
  return sql`e.origin <> 'press' and (s.id is not null or e.created_at < ${endOfQuarter} or exists (
    select 1 from tenures t where t.estate_id = e.id and t.from_date <= ${lastDay(quarter)}))`
}

/** Freezes every estate's outcome at this moment: only what is verified in a closed district is scored. */
function freezeScorecards(db: Database, releaseId: string, quarter: string) {
  return db.run(sql`
    insert into scorecards (release_id, estate_id, position, outcome, submission_id)
    select ${releaseId}, e.id, row_number() over (order by e.slug) - 1,
      case when s.id is null or s.state = 'draft' then 'not_reported'
           when s.state = 'returned' then 'returned'
           when s.state = 'verified' and c.closed_at is not null then 'scored'
           else 'under_check' end,
      s.id
    from estates e
    left join submissions s on s.estate_id = e.id and s.quarter = ${quarter}
    left join closings c on c.place_code = e.district_code and c.quarter = ${quarter}
    where ${takesPart(quarter)}`)
}

export function releaseStore(unit: Unit) {
  const { db, add, guard } = unit
  const heldBy = (id: string, instanceId: string) =>
    guard(
      sql`exists (select 1 from releases where id = ${id} and instance_id = ${instanceId} and state = 'running')`,
    )
  return {
    /** Starts the release of a quarter, refused while one runs or stands; estates and outcomes are frozen with it. */
    request({ id, instanceId, period, editionId, engineVersion, requestedBy, at }: ReleaseRequest): void {
      const time = at.toISOString()
      const progress: ReleaseProgress = { scored: [], ranks: null, chunks: [], lists: [] }
      guard(sql`not exists (select 1 from releases where period = ${period})`)
      add(
        db.insert(releases).values({
          id,
          period,
          number: sql`(select coalesce(max(number), 0) + 1 from releases where period = ${period})`,
          state: "running",
          stage: "score",
          editionId,
          engineVersion,
          estateCount: 0,
          progress: JSON.stringify(progress),
          requestedBy,
          requestedAt: time,
          heartbeatAt: time,
          instanceId,
        }),
      )
      add(freezeScorecards(db, id, period))
      add(
        db
          .update(releases)
          .set({ estateCount: sql`(select count(*) from scorecards where release_id = ${id})` })
          .where(eq(releases.id, id)),
      )
    },

    /** Records one step done; refused when the row is no longer what was read, or another instance holds it. */
    advance(
      { id, instanceId, engineVersion: engine, progress: before }: ReleaseRow,
      advance: ReleaseAdvance,
    ): void {
      const { stage, progress, hashes, engineVersion, figures, at } = advance
      heldBy(id, instanceId)
      guard(sql`exists (select 1 from releases where id = ${id} and engine_version = ${engine}
        and progress = ${JSON.stringify(before)})`)
      add(
        db
          .update(releases)
          .set({
            stage,
            progress: JSON.stringify(progress),
            heartbeatAt: at.toISOString(),
            engineVersion,
            ...hashes,
          })
          .where(eq(releases.id, id)),
      )
      if (!figures || figures.length === 0) return
      const rows = figures.map((f) => [f.position, f.base, f.final, f.band, f.rank])
      // Materialized, SQLite finds each scorecard by its position instead of scanning the release for every row.
      add(
        db.run(sql`
          with f as materialized (select value ->> 0 position, value ->> 1 base, value ->> 2 final,
            value ->> 3 band, value ->> 4 rank from json_each(${JSON.stringify(rows)}))
          update scorecards set base = f.base, final = f.final, band = f.band, rank = f.rank
          from f where release_id = ${id} and scorecards.position = f.position`),
      )
    },

    /** Hands a running release to a new runner; refused when somebody else was faster. */
    takeOver({ id, from, to, at }: { id: string; from: string; to: string; at: Date }): void {
      heldBy(id, from)
      add(
        db.update(releases).set({ instanceId: to, heartbeatAt: at.toISOString() }).where(eq(releases.id, id)),
      )
    },

    /** Makes a release final and moves the public pointer; refused when another instance holds it. */
    publish(publishing: Publishing): void {
      heldBy(publishing.id, publishing.instanceId)
      publishRelease(unit, publishing)
    },

    /** Starts the release of a year from its public quarters, among them the one published in the same write. */
    requestYear(request: YearRequest): void {
      requestYear(unit, request)
    },
  }
}
