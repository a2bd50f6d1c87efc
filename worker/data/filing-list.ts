import { and, count, eq, inArray, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { publications, releases, scorecards } from "../../schema/tables/releases.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { firstPage, type ListFound, type ListPage } from "../domain/list.ts"
import { roundTo } from "../domain/scoring/rounding.ts"
import {
  type FilingListFilter,
  type FilingSort,
  NO_BAND,
  wholeQuarter,
} from "../domain/submission/desk-lists.ts"
import { isLate, type Timing } from "../domain/submission/lateness.ts"
import { type Standing, standings } from "../domain/submission/standing.ts"
import { askedOfPlace } from "./askings.ts"
import { ownWaiting } from "./correction-requests.ts"
import { beingCorrected, correctedQuarters } from "./corrections.ts"
import type { Database } from "./database.ts"
import { dueDayOf, firstDue, tenureOf } from "./due-days.ts"
import { searched } from "./estate-pages.ts"
import { extendedDay } from "./extensions.ts"
import { keptCounts } from "./kept-counts.ts"
import { askList, listOrder } from "./list.ts"
import { placeChoices, placesOf } from "./place-choices.ts"
import type { Scope } from "./scope.ts"
import { isReleased, standing, standingOrder, textList } from "./standing.ts"
import { stored } from "./stored.ts"
import { listedEstates, submissionOf } from "./submissions.ts"

/** An estate of a quarter, with where it stands and its last released score. */
interface FilingRow {
  slug: string
  name: string
  placeName: string
  demonstration: boolean
  standing: Standing
  /** The last day that it has, or had when it was sent. */
  dueDay: string
  /** 延期: the last day that an authority has given it; null where none has. */
  extended: string | null
  /** Sent after its deadline (逾期). */
  late: boolean
  closed: boolean
  /** 更正中: it may be worked on although its quarter is released. */
  correcting: boolean
  /** Of the company's own that came back: the keys that it is asked about. */
  cameBack: string[]
  /** Which company asks the actor's place to check its part, and since when; null where none does. */
  askedBy: string | null
  askedAt: string | null
  final: number | null
  /** Since the quarter scored before. */
  change: number | null
  band: string | null
}

export interface FilingListPage extends ListFound<FilingRow> {
  total: number
  quarter: {
    quarter: string
    deadlineDay: string
    released: boolean
    editionId: string
    /** The first last day of what is not sent; null where nothing is left. */
    firstDue: string | null
  } | null
  /** Estates by where they stand: all of the quarter, and those that everything but the state leaves. */
  states: { all: Record<string, number>; found: Record<string, number> }
  /** Estates of whose part a company asks the actor's place: in the same way. */
  asked: { all: number; found: number }
  /** The released quarter whose scores are shown, and its edition; null before the first. */
  scored: { period: string; editionId: string } | null
  /** 更正申请: the company's own that wait for the city, and when the first is due. */
  requests: { count: number; dueDay: string | null }
  /** Districts and streets of the quarter's estates. */
  places: { code: string; name: string }[]
  /** Quarters in which estates of the actor's are being corrected. */
  corrected: { quarter: string; estates: number }[]
}

const current = alias(scorecards, "score_now")
const before = alias(scorecards, "score_before")

/** The quarter whose scores are shown: the newest that is published, up to this one. */
const scoredIn = (quarter: string) =>
  sql`(select max(period) from publications where period <= ${quarter} and length(period) = 6)`
const releaseIn = (period: SQL) => sql`(select release_id from publications where period = ${period})`
const scoredBefore = (quarter: string) =>
  sql`(select max(period) from publications where period < ${scoredIn(quarter)} and length(period) = 6)`

/**
 * What a place is asked for comes first, then what the company has to act on: returned, then drafts, then what is
 * untouched; closed districts last.
 */
function urgency(of: SQL, { any, waits }: ReturnType<typeof askedOfPlace>): SQL {
  const by = sql`case ${of} when 'returned' then 0 when 'draft' then 1 when 'none' then 2 when 'closed' then 9 else 3 end`
  return any ? sql`case when ${waits} then -1 else ${by} end` : by
}

function firstBy(scope: Scope, sort: FilingSort, quarter: string): SQL<string | number> {
  const of = standing(quarter)
  const by: Record<FilingSort, SQL> = {
    urgency: urgency(of, askedOfPlace(scope, quarter)),
    name: sql`${estates.slug}`,
    state: standingOrder(of),
    deadline: dueDayOf(quarter),
    score: sql`coalesce(-${current.final}, 1)`,
    lowest: sql`coalesce(${current.final}, 1e9)`,
  }
  return by[sort] as SQL<string | number>
}

/** What everything but the state leaves. */
function narrowed(
  scope: Scope,
  { quarter, q, place, band }: FilingListFilter,
  among: FilingListFilter["standings"],
): SQL | undefined {
  const at = (code: string) =>
    or(eq(estates.districtCode, code), eq(estates.streetCode, code), eq(estates.placeCode, code))
  return and(
    listedEstates(scope, quarter, among),
    searched(q),
    place === "" ? undefined : at(place),
    band === "" ? undefined : sql`coalesce(${current.band}, ${NO_BAND}) = ${band}`,
  )
}

/** The closing of an estate's district. */
export const shut = (quarter: string) =>
  and(eq(closings.placeCode, estates.districtCode), eq(closings.quarter, quarter))
const scoreOf = (of: typeof current | typeof before, period: SQL) =>
  and(eq(of.estateId, estates.id), eq(of.releaseId, sql`${releaseIn(period)}`))

/** Estates by where they stand, and those of whose part the actor's place is asked. */
function standingCounts(db: Database, scope: Scope, filter: FilingListFilter) {
  const { quarter } = filter
  const { any, waits } = askedOfPlace(scope, quarter)
  const asked = any ? sql<number>`sum(${waits})` : sql<number>`0`
  const of = db
    .select({ standing: standing(quarter).as("standing"), n: count().as("n"), asked: asked.as("asked") })
    .from(estates)
    .leftJoin(submissions, submissionOf(scope, quarter))
    .leftJoin(closings, shut(quarter))
  const joined = filter.band === "" ? of : of.leftJoin(current, scoreOf(current, scoredIn(quarter)))
  const counted = joined.where(narrowed(scope, filter, standings)).groupBy(sql`standing`)
  return keptCounts(db, counted, ["standing", "n", "asked"])
}

const toCounts = (rows: unknown[][]) => ({
  states: Object.fromEntries(rows.map(([standing, n]) => [String(standing), Number(n)])),
  asked: rows.reduce((sum, [, , asked]) => sum + Number(asked), 0),
})

/** The keys that a company is asked about in what came back to it, as one JSON text; null of everything else. */
function keysBack({ actor }: Scope): SQL<string | null> {
  if (actor.kind !== "member" || actor.organisation.kind !== "company") return sql`null`
  return sql`case when ${submissions.state} = 'returned' and ${submissions.organisationId} = ${actor.organisation.id}
    then (select json_group_array(distinct f.key) from findings f join returns b on b.submission_id = f.submission_id
      and b.filing = f.filing where f.submission_id = ${submissions.id} and f.filing = ${submissions.filing}
      and f.decision in ('asked', 'adjusted')) end`
}

function scoredQuery(db: Database, quarter: string) {
  return db
    .select({ period: publications.period, editionId: releases.editionId })
    .from(publications)
    .innerJoin(releases, eq(releases.id, publications.releaseId))
    .where(eq(publications.period, sql`${scoredIn(quarter)}`))
}

function pageQueries(db: Database, scope: Scope, filter: FilingListFilter, page: ListPage) {
  const { quarter, standings, sort } = filter
  const of = standing(quarter)
  const asking = askedOfPlace(scope, quarter)
  const first = firstBy(scope, sort, quarter)
  const order = listOrder({ first, name: estates.name, id: estates.id })
  const mine = narrowed(scope, filter, standings)
  // What neither orders nor narrows the rows is not looked up for those that are not shown.
  const due = sort === "deadline" ? sql`left join ${tenures} on ${tenureOf(quarter)}` : sql``
  const byScore = sort === "score" || sort === "lowest" || filter.band !== ""
  const score = byScore
    ? sql`left join ${scorecards} as score_now on ${scoreOf(current, scoredIn(quarter))}`
    : sql``
  const among =
    standings === null || standings === "asked" ? undefined : sql`${of} in (${textList(standings)})`
  const wanted = standings === "asked" ? asking.waits : among
  const source = {
    from: sql`${estates} left join ${submissions} on ${submissionOf(scope, quarter)}
      left join ${closings} on ${shut(quarter)} ${due} ${score}`,
    id: estates.id,
    where: and(mine, wanted),
    order,
  }
  const asked = askList(db, source, page)
  const rows = db
    .select({
      id: estates.id,
      first,
      slug: estates.slug,
      name: estates.name,
      placeName: places.name,
      origin: estates.origin,
      standing: of,
      dueDay: dueDayOf(quarter).mapWith(String),
      extended: extendedDay(quarter),
      sentAt: submissions.sentAt,
      sentDueDay: submissions.sentDueDay,
      closedAt: closings.closedAt,
      correcting: beingCorrected(quarter, estates.id),
      cameBack: keysBack(scope),
      askedBy: asking.askedBy,
      askedAt: asking.askedAt,
      final: current.final,
      before: before.final,
      band: current.band,
    })
    .from(estates)
    .innerJoin(places, eq(places.code, estates.placeCode))
    .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
    .leftJoin(tenures, tenureOf(quarter))
    .leftJoin(closings, shut(quarter))
    .leftJoin(current, scoreOf(current, scoredIn(quarter)))
    .leftJoin(before, scoreOf(before, scoredBefore(quarter)))
    .where(inArray(estates.id, asked.among))
    .orderBy(...order.by)
  return { asked, rows }
}

type Row = Awaited<ReturnType<typeof pageQueries>["rows"]>[number]

function toRow({ origin, closedAt, sentAt, sentDueDay, before, final, cameBack, ...row }: Row): FilingRow {
  const { id: _, first: __, ...shown } = row
  return {
    ...shown,
    late: isLate({ sentAt, sentDueDay } satisfies Pick<Timing, "sentAt" | "sentDueDay">),
    demonstration: origin === "demonstration",
    closed: closedAt !== null,
    cameBack: cameBack === null ? [] : stored.askedKeys(cameBack),
    final,
    change: final === null || before === null ? null : roundTo(final - before, 9),
  }
}

/** The estates to file for, of a company or of an authority that files its part. */
export function filingListReads(db: Database, scope: Scope) {
  return {
    /** A page of a quarter's estates with what they can be narrowed to; one round trip. */
    async page(filter: FilingListFilter, page: ListPage = firstPage): Promise<FilingListPage> {
      const { quarter } = filter
      const { asked, rows } = pageQueries(db, scope, filter, page)
      const everything = standingCounts(db, scope, wholeQuarter(quarter))
      const isNarrowed = filter.q !== "" || filter.place !== "" || filter.band !== ""
      const left = isNarrowed ? standingCounts(db, scope, filter) : null
      const choices = placesOf(db, scope, quarter)
      const correcting = keptCounts(db, correctedQuarters(db, scope), ["quarter", "estates"])
      const [opened, scored, found, corrected, all, chosen, requests, version, counted, ...narrow] =
        await db.batch([
          db
            .select({
              quarter: quarters.quarter,
              deadlineDay: quarters.deadlineDay,
              released: isReleased(quarter),
              editionId: quarters.editionId,
              firstDue: firstDue(scope, quarter),
            })
            .from(quarters)
            .where(eq(quarters.quarter, quarter)),
          scoredQuery(db, quarter),
          rows,
          correcting.statement,
          everything.statement,
          choices.statement,
          ownWaiting(db, scope),
          ...asked.statements,
          ...(left ? [left.statement] : []),
        ])
      const { rows: shown, ...rest } = asked.found(found, version, counted)
      const whole = toCounts(everything.read(all))
      const some = left && narrow[0] ? toCounts(left.read(narrow[0])) : whole
      return {
        ...rest,
        quarter: opened[0] ?? null,
        rows: shown.map(toRow),
        states: { all: whole.states, found: some.states },
        asked: { all: whole.asked, found: some.asked },
        scored: scored[0] ?? null,
        requests: requests[0] ?? { count: 0, dueDay: null },
        places: placeChoices(choices.read(chosen)),
        corrected: correcting
          .read(corrected)
          .map(([quarter, n]) => ({ quarter: String(quarter), estates: Number(n) })),
      }
    },
  }
}
