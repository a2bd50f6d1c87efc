import { eq, type SQL, sql } from "drizzle-orm"
import { releases } from "../../schema/tables/releases.ts"
import { preliminaryPeriod } from "../domain/release/preliminary.ts"
import { noProgress, type ReleaseProgress } from "../domain/release/progress.ts"
import { preliminaryNumber, preliminaryRuns } from "./standing-release.ts"
import { takesPart } from "./taking-part.ts"
import type { Unit } from "./unit.ts"

/** What every request of a release says. */
export interface ReleaseRequest {
  id: string
  instanceId: string
  period: string
  editionId: string
  engineVersion: string
  requestedBy: string
  at: Date
}

export interface PreliminaryRequest extends ReleaseRequest {
  /** The last day of its window. */
  windowDay: string | null
}

/** What whoever asks has seen: how many districts are closed, the number of the latest preliminary release (or 0). */
export interface QuarterSeen {
  closed: number
  preliminary: number
}

export interface YearRequest extends ReleaseRequest {
  /** The quarters that it is made of, oldest first. */
  quarters: { period: string; releaseId: string }[]
  /** The quarter that is published in the same batch; the others must be what is public when this is written. */
  publishing: string
  /** An estate with fewer scored quarters has no score in the year. */
  minQuarters: number
  /** When the quarter was frozen (ISO instant): the date that the year carries too, however late it is published. */
  frozenAt: string
}

/** Adds a running release, and its scorecards by the insert given. */
function addRelease(
  { db, add }: Unit,
  { id, instanceId, period, editionId, engineVersion, requestedBy, at }: ReleaseRequest,
  frozen: { at: string; progress: ReleaseProgress; scorecards: SQL; windowDay?: string | null },
): void {
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
      progress: JSON.stringify(frozen.progress),
      requestedBy,
      requestedAt: frozen.at,
      heartbeatAt: at.toISOString(),
      instanceId,
      windowDay: frozen.windowDay ?? null,
    }),
  )
  add(db.run(frozen.scorecards))
  add(
    db
      .update(releases)
      .set({ estateCount: sql`(select count(*) from scorecards where release_id = ${id})` })
      .where(eq(releases.id, id)),
  )
}

/** Every estate's outcome at this moment: only what is verified in a closed district is scored. */
function quarterScorecards({ id, period: quarter }: ReleaseRequest): SQL {
  return sql`
    insert into scorecards (release_id, estate_id, district_code, position, outcome, submission_id)
    select ${id}, estates.id, estates.district_code, row_number() over (order by estates.slug) - 1,
      case when s.id is null or s.state = 'draft' then 'not_reported'
           when s.state = 'returned' then 'returned'
           when s.state = 'verified' and c.closed_at is not null then 'scored'
           else 'under_check' end,
      s.id
    from estates
    left join submissions s on s.estate_id = estates.id and s.quarter = ${quarter}
    left join closings c on c.place_code = estates.district_code and c.quarter = ${quarter}
    where ${takesPart(quarter)}`
}

/** Nothing final stands or runs, nothing preliminary runs, and the quarter is as it was seen. */
function expectSeen(unit: Unit, quarter: string, { closed, preliminary }: QuarterSeen): void {
  unit.guard(sql`not exists (select 1 from releases where period = ${quarter})
    and not ${preliminaryRuns(quarter)}
    and ${preliminaryNumber(quarter)} = ${preliminary}
    and (select count(*) from closings where quarter = ${quarter}) = ${closed}`)
}

/**
 * Starts the release of a quarter, refused while one runs or stands, and when another number of districts has closed than
 * whoever asks has seen; estates and outcomes are frozen with it.
 */
export function requestQuarter(unit: Unit, request: ReleaseRequest, seen: QuarterSeen): void {
  const { period, at } = request
  expectSeen(unit, period, seen)
  const scorecards = quarterScorecards(request)
  addRelease(unit, request, { at: at.toISOString(), progress: noProgress, scorecards })
}

/** Starts a preliminary release of a quarter in the same way: the next one, as long as nothing final has begun. */
export function requestPreliminary(unit: Unit, request: PreliminaryRequest, seen: QuarterSeen): void {
  const { period, at, windowDay } = request
  expectSeen(unit, period, seen)
  const scorecards = quarterScorecards(request)
  const own = { ...request, period: preliminaryPeriod(period) }
  addRelease(unit, own, { at: at.toISOString(), progress: noProgress, scorecards, windowDay })
}

/** The estates of the release that is corrected: those corrected are scored anew, all others stand as they did. */
function correctedScorecards({ id, period: quarter }: ReleaseRequest, correctedId: string): SQL {
  return sql`
    insert into scorecards (release_id, estate_id, district_code, position, outcome, submission_id)
    select ${id}, old.estate_id, coalesce(old.district_code, e.district_code), row_number() over (order by e.slug) - 1,
      case when k.id is null then old.outcome else 'scored' end,
      case when k.id is null then old.submission_id else s.id end
    from scorecards old
    join estates e on e.id = old.estate_id
    left join corrections k on k.estate_id = old.estate_id and k.quarter = ${quarter}
      and k.closed_by is null and k.taken_back_at is null
    left join submissions s on s.estate_id = old.estate_id and s.quarter = ${quarter}
    where old.release_id = ${correctedId}`
}

/**
 * Starts the next release of a quarter from its open corrections. Refused unless the corrected release is the latest and
 * final, something is being corrected, and all of it is verified again.
 */
export function requestCorrected(unit: Unit, request: ReleaseRequest, correctedId: string): void {
  const { period, at } = request
  const open = sql`from corrections k left join submissions s on s.estate_id = k.estate_id and s.quarter = k.quarter
    where k.quarter = ${period} and k.closed_by is null and k.taken_back_at is null`
  unit.guard(sql`(select id from releases where period = ${period} order by number desc limit 1) = ${correctedId}
    and (select state from releases where id = ${correctedId}) = 'final'
    and exists (select 1 ${open}) and not exists (select 1 ${open} and s.state is not 'verified')`)
  const scorecards = correctedScorecards(request, correctedId)
  addRelease(unit, request, { at: at.toISOString(), progress: noProgress, scorecards })
}

/** The year's estates: scored with enough scored quarters, otherwise what they were last besides scored. */
function yearScorecards({ id, quarters, minQuarters }: YearRequest): SQL {
  const sources = JSON.stringify(quarters.map((quarter) => quarter.releaseId))
  return sql`
    insert into scorecards (release_id, estate_id, position, outcome, submission_id)
    select ${id}, e.id, row_number() over (order by e.slug) - 1,
      case when q.scored >= ${minQuarters} then 'scored' else coalesce(substr(q.other, 7), 'not_reported') end, null
    from (select s.estate_id, sum(s.outcome = 'scored') scored,
            max(case when s.outcome <> 'scored' then r.period || s.outcome end) other
          from scorecards s join releases r on r.id = s.release_id
          where s.release_id in (select value from json_each(${sources})) group by s.estate_id) q
    join estates e on e.id = q.estate_id`
}

/**
 * Starts a year's release from its published quarters, in the batch that publishes one of them. Refused while one
 * runs, and when what is public has moved since it was read.
 */
export function requestYear(unit: Unit, request: YearRequest): void {
  const { period: year, quarters, publishing, frozenAt } = request
  const others = quarters.filter(({ period }) => period !== publishing)
  unit.guard(sql`not exists (select 1 from releases where period = ${year} and state = 'running')`)
  unit.guard(sql`${JSON.stringify(others.map(({ releaseId }) => releaseId))} = (
    select json_group_array(release_id) from (select release_id from publications
      where period like ${`${year}Q_`} and period <> ${publishing} order by period))`)
  const scorecards = yearScorecards(request)
  addRelease(unit, request, { at: frozenAt, progress: { quarters, ...noProgress }, scorecards })
}
