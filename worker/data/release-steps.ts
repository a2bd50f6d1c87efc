import { eq, sql } from "drizzle-orm"
import { publications, releases } from "../../schema/tables/releases.ts"
import type { Peers } from "../domain/release/peers.ts"
import type { ReleaseProgress, ReleaseStage } from "../domain/release/progress.ts"
import { correctionStore } from "./corrections.ts"
import type { Unit } from "./unit.ts"

/** A running release as its runner read it. */
export interface HeldRelease {
  id: string
  instanceId: string
  period: string
  engineVersion: string
  progress: ReleaseProgress
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

/** Nothing is written unless this instance still holds the running release. */
function heldBy({ guard }: Unit, { id, instanceId }: Pick<HeldRelease, "id" | "instanceId">): void {
  guard(
    sql`exists (select 1 from releases where id = ${id} and instance_id = ${instanceId} and state = 'running')`,
  )
}

/** Records one step done; refused when the row is no longer what was read, or another instance holds it. */
export function advanceRelease(unit: Unit, held: HeldRelease, advance: ReleaseAdvance): void {
  const { id } = held
  const { stage, progress, hashes, engineVersion, figures = [], at } = advance
  heldBy(unit, held)
  unit.guard(sql`exists (select 1 from releases where id = ${id} and engine_version = ${held.engineVersion}
    and progress = ${JSON.stringify(held.progress)})`)
  const changed = { stage, progress: JSON.stringify(progress), heartbeatAt: at.toISOString() }
  unit.add(
    unit.db
      .update(releases)
      .set({ ...changed, engineVersion, ...hashes })
      .where(eq(releases.id, id)),
  )
  if (figures.length > 0) writeFigures(unit, id, figures)
}

/** Materialized, SQLite finds each scorecard by its position instead of scanning the release for every row. */
function writeFigures({ db, add }: Unit, id: string, figures: readonly ScorecardFigures[]): void {
  const rows = figures.map((f) => [f.position, f.base, f.final, f.band, f.rank])
  add(
    db.run(sql`
      with f as materialized (select value ->> 0 position, value ->> 1 base, value ->> 2 final,
        value ->> 3 band, value ->> 4 rank from json_each(${JSON.stringify(rows)}))
      update scorecards set base = f.base, final = f.final, band = f.band, rank = f.rank
      from f where release_id = ${id} and scorecards.position = f.position`),
  )
}

/** Hands a running release to a new runner; refused when somebody else was faster. */
export function takeOverRelease(
  unit: Unit,
  { id, from, to, at }: { id: string; from: string; to: string; at: Date },
): void {
  heldBy(unit, { id, instanceId: from })
  unit.add(
    unit.db
      .update(releases)
      .set({ instanceId: to, heartbeatAt: at.toISOString() })
      .where(eq(releases.id, id)),
  )
}

/** The manifest of the release that was published last: the head of the chain, as `releases.published` orders it. */
const chainHead = sql`select r.manifest_hash from publications p join releases r on r.id = p.release_id
  order by p.published_at desc, length(p.period), p.period desc limit 1`

/** Makes the release final, closes the corrections that it holds and, last, moves the pointer that everybody reads. */
export function publishRelease(
  unit: Unit,
  held: HeldRelease,
  { at, before, peers }: { at: Date; before: string | null; peers: Peers | null },
): void {
  const { id, period } = held
  const time = at.toISOString()
  heldBy(unit, held)
  unit.guard(sql`(${chainHead}) is ${before}`)
  unit.add(
    unit.db
      .update(releases)
      .set({
        ...{ state: "final", stage: "done", heartbeatAt: time, finishedAt: time },
        peers: peers && JSON.stringify(peers),
      })
      .where(eq(releases.id, id)),
  )
  correctionStore(unit).close(period, id)
  unit.add(
    unit.db
      .insert(publications)
      .values({ period, releaseId: id, publishedAt: time })
      .onConflictDoUpdate({ target: publications.period, set: { releaseId: id, publishedAt: time } }),
  )
}

/**
 * Makes a preliminary release stand. No pointer moves. A correction that it holds is closed with it; one whose form is not
 * verified again stays open.
 */
export function concludePreliminary(unit: Unit, held: HeldRelease, at: Date): void {
  const { id, period } = held
  const time = at.toISOString()
  heldBy(unit, held)
  unit.add(
    unit.db
      .update(releases)
      .set({ state: "preliminary", stage: "done", heartbeatAt: time, finishedAt: time })
      .where(eq(releases.id, id)),
  )
  correctionStore(unit).close(period, id)
}
