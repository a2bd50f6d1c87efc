import { eq, sql } from "drizzle-orm"
import { publications, releases } from "../../schema/tables/releases.ts"
import type { ReleaseProgress } from "../domain/release/progress.ts"
import type { Database } from "./database.ts"
import type { Unit } from "./unit.ts"

export interface Publishing {
  id: string
  instanceId: string
  period: string
  at: Date
}

/** Makes the release final and, last, moves the pointer that everybody reads. */
export function publishRelease({ db, add }: Unit, { id, period, at }: Publishing): void {
  const time = at.toISOString()
  add(
    db
      .update(releases)
      .set({ state: "final", stage: "done", heartbeatAt: time, finishedAt: time })
      .where(eq(releases.id, id)),
  )
  add(
    db
      .insert(publications)
      .values({ period, releaseId: id, publishedAt: time })
      .onConflictDoUpdate({ target: publications.period, set: { releaseId: id, publishedAt: time } }),
  )
}

export interface YearRequest {
  id: string
  instanceId: string
  year: string
  editionId: string
  engineVersion: string
  requestedBy: string
  /** The quarters that it is made of, oldest first. */
  quarters: { period: string; releaseId: string }[]
  /** The quarter that is published in the same batch; the others must be what is public when this is written. */
  publishing: string
  /** An estate with fewer scored quarters has no score in the year. */
  minQuarters: number
  /** When the quarter was frozen (ISO instant): the date that the year carries too, however late it is published. */
  frozenAt: string
  at: Date
}

/** Freezes the year's estates: scored with enough scored quarters, otherwise what they were last besides scored. */
function freezeYear(db: Database, { id, quarters, minQuarters }: YearRequest) {
  const sources = JSON.stringify(quarters.map((quarter) => quarter.releaseId))
  return db.run(sql`
    insert into scorecards (release_id, estate_id, position, outcome, submission_id)
    select ${id}, e.id, row_number() over (order by e.slug) - 1,
      case when q.scored >= ${minQuarters} then 'scored' else coalesce(substr(q.other, 7), 'not_reported') end, null
    from (select s.estate_id, sum(s.outcome = 'scored') scored,
            max(case when s.outcome <> 'scored' then r.period || s.outcome end) other
          from scorecards s join releases r on r.id = s.release_id
          where s.release_id in (select value from json_each(${sources})) group by s.estate_id) q
    join estates e on e.id = q.estate_id`)
}

/**
 * Starts a year's release from its published quarters, in the batch that publishes one of them. Refused while one
 * runs, and when what is public has moved since it was read.
 */
export function requestYear({ db, add, guard }: Unit, request: YearRequest): void {
  const { id, instanceId, year, editionId, engineVersion, requestedBy, quarters, frozenAt, at } = request
  const time = at.toISOString()
  const progress: ReleaseProgress = { quarters, scored: [], ranks: null, chunks: [], lists: [] }
  const others = quarters.filter(({ period }) => period !== request.publishing)
  guard(sql`not exists (select 1 from releases where period = ${year} and state = 'running')`)
  guard(sql`${JSON.stringify(others.map(({ releaseId }) => releaseId))} = (select json_group_array(release_id) from (
    select release_id from publications
    where period like ${`${year}Q_`} and period <> ${request.publishing} order by period))`)
  add(
    db.insert(releases).values({
      id,
      period: year,
      number: sql`(select coalesce(max(number), 0) + 1 from releases where period = ${year})`,
      state: "running",
      stage: "score",
      editionId,
      engineVersion,
      estateCount: 0,
      progress: JSON.stringify(progress),
      requestedBy,
      requestedAt: frozenAt,
      heartbeatAt: time,
      instanceId,
    }),
  )
  add(freezeYear(db, request))
  add(
    db
      .update(releases)
      .set({ estateCount: sql`(select count(*) from scorecards where release_id = ${id})` })
      .where(eq(releases.id, id)),
  )
}
