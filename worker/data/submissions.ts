import { and, between, count, eq, gte, inArray, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { firstPage, type ListPage, type ListPlace } from "../domain/list.ts"
import { lastDay } from "../domain/quarter.ts"
import { isLate } from "../domain/submission/lateness.ts"
import type { SubmissionState } from "../domain/submission/states.ts"
import { askedOfPlace } from "./askings.ts"
import { beingCorrected, correctedQuarters } from "./corrections.ts"
import type { Database } from "./database.ts"
import { type Dossier, dossierQueries, estateNamed } from "./dossier.ts"
import { toDossier } from "./dossier-rows.ts"
import { evidenceQueries, withEvidence } from "./evidence.ts"
import { keptCounts } from "./kept-counts.ts"
import { askList, listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import { takesPart } from "./taking-part.ts"

export interface DeskRow {
  slug: string
  name: string
  placeName: string
  company: string | null
  demonstration: boolean
  /** Null: nothing has been saved yet. */
  state: SubmissionState | null
  submittedAt: string | null
  streetVerifiedAt: string | null
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
}

export interface DeskPage {
  quarter: { quarter: string; deadlineDay: string; released: boolean; editionId: string } | null
  rows: DeskRow[]
  total: number
  next: ListPlace | null
  previous: ListPlace | null
  /** Number of estates by state; `none` without a submission. */
  states: Record<string, number>
  /** Estates of whose part a company has asked the actor's place. */
  asked: number
  /** Quarters in which estates of the actor's are being corrected. */
  corrected: { quarter: string; estates: number }[]
}

export interface DeskFilter {
  quarter: string
  /**
   * Only these states; all when empty. `waiting`: what waits for the actor's level; `none`: without a submission; `asked`:
   * a company asks the actor's place to check its part.
   */
  states: readonly SubmissionState[] | "waiting" | "none" | "asked"
  /** Oldest submitted first instead of by name. */
  oldestFirst: boolean
}

/**
 * What a place is asked for comes first, then what the company has to act on: returned, then drafts, then what is
 * untouched; closed districts last, but for what is being corrected.
 */
const urgency = (
  correcting: SQL,
  asked: ReturnType<typeof askedOfPlace>,
) => sql`case ${asked.any ? sql`when ${asked.waits} then -1` : sql``} when ${closings.closedAt} is not null and not ${correcting} then 9
  when ${submissions.state} = 'returned' then 0 when ${submissions.state} = 'draft' then 1
  when ${submissions.state} is null then 2 else 3 end`

const streetUnstaffed = sql`not exists (select 1 from organisations o join members m on m.organisation_id = o.id
  where o.kind = 'authority' and o.place_code = ${estates.streetCode} and m.ended_at is null)`

/** A release of the quarter runs or is public: nothing of it changes any more. */
function isReleased(quarter: string): SQL<boolean> {
  return sql<boolean>`exists (select 1 from releases where period = ${quarter})`.mapWith(Boolean)
}

/** A street waits for what was submitted, a district for what the street verified or has nobody to verify. */
export function stateCondition(
  scope: Scope,
  { states, quarter }: Pick<DeskFilter, "states" | "quarter">,
): SQL | undefined {
  const { actor } = scope
  const level = actor.kind === "member" ? actor.level : null
  // In one place or of one company its estates are asked first; over a whole city, the quarter's submissions are.
  const whole = level === "city" || actor.kind === "system"
  const state = whole ? sql`${submissions.state}` : sql`ifnull(${submissions.state}, '')`
  if (states === "none") return isNull(submissions.state)
  if (states === "asked") return askedOfPlace(scope, quarter).waits
  if (states !== "waiting") return inArray(state, [...states])
  const open = or(
    and(isNull(closings.closedAt), sql`not ${isReleased(quarter)}`),
    beingCorrected(quarter, estates.id),
  )
  if (level === "street") return and(open, eq(state, "submitted"))
  if (level !== "district") return and(open, inArray(state, ["submitted", "street_verified"]))
  const skipped = and(eq(state, "submitted"), streetUnstaffed)
  return and(open, or(eq(state, "street_verified"), skipped))
}

/**
 * The estates of the actor that are to be filed for in a quarter: of an authority's those that take part in it, whether a
 * company is known or not, as its progress and its release count them.
 */
export function dueEstates(scope: Scope, quarter: string): SQL | undefined {
  const { actor } = scope
  // What a company holds on the quarter's last day has a tenure by then.
  const company = actor.kind === "member" && actor.organisation.kind === "company"
  if (company) return and(ne(estates.origin, "press"), scope.estatesIn(quarter))
  return and(takesPart(quarter), scope.estatesIn(quarter))
}

/**
 * An estate's submission of a quarter, if there is one. For a company's estates the state comes from an index alone: with
 * an equation SQLite takes the unique index, and reads a row for each of them.
 */
function submissionOf({ actor }: Scope, quarter: string): SQL | undefined {
  const company = actor.kind === "member" && actor.organisation.kind === "company"
  const { quarter: column } = submissions
  return and(
    eq(submissions.estateId, estates.id),
    company ? between(column, quarter, quarter) : eq(column, quarter),
  )
}

/** Estates by state, and those of whose part the actor's place is asked. */
function stateCounts(db: Database, scope: Scope, quarter: string) {
  const { any, waits } = askedOfPlace(scope, quarter)
  const asked = any ? sql<number>`sum(${waits})` : sql<number>`0`
  const byState = db
    .select({ state: submissions.state, n: count().as("n"), asked: asked.as("asked") })
    .from(estates)
    .leftJoin(submissions, submissionOf(scope, quarter))
    .where(dueEstates(scope, quarter))
    .groupBy(submissions.state)
  return keptCounts(db, byState, ["state", "n", "asked"])
}

/** The keys that a company is asked about in what came back to it, as one JSON text; null of everything else. */
function keysBack({ actor }: Scope): SQL<string | null> {
  if (actor.kind !== "member" || actor.organisation.kind !== "company") return sql`null`
  return sql`case when ${submissions.state} = 'returned' and ${submissions.organisationId} = ${actor.organisation.id}
    then (select json_group_array(distinct f.key) from findings f join returns b on b.submission_id = f.submission_id
      and b.filing = f.filing where f.submission_id = ${submissions.id} and f.filing = ${submissions.filing}
      and f.decision in ('asked', 'adjusted')) end`
}

function deskQueries(db: Database, scope: Scope, filter: DeskFilter, page: ListPage) {
  const { quarter, states, oldestFirst } = filter
  const day = lastDay(quarter)
  const mine = dueEstates(scope, quarter)
  const correcting = beingCorrected(quarter, estates.id)
  const ofQuarter = and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter))
  const shut = and(eq(closings.placeCode, estates.districtCode), eq(closings.quarter, quarter))
  const asking = askedOfPlace(scope, quarter)
  const first = oldestFirst
    ? sql<string | number>`coalesce(${submissions.submittedAt}, '')`
    : sql<string | number>`${urgency(correcting, asking)}`
  const order = listOrder({ first, name: estates.name, id: estates.id })
  const source = {
    from: sql`${estates} left join ${submissions} on ${submissionOf(scope, quarter)}
      left join ${closings} on ${shut}`,
    id: estates.id,
    where: states.length === 0 ? mine : and(mine, stateCondition(scope, filter)),
    order,
  }
  const asked = askList(db, source, page)
  const quarterRow = db
    .select({
      quarter: quarters.quarter,
      deadlineDay: quarters.deadlineDay,
      released: isReleased(quarter),
      editionId: quarters.editionId,
    })
    .from(quarters)
    .where(eq(quarters.quarter, quarter))
  const rows = db
    .select({
      id: estates.id,
      first,
      slug: estates.slug,
      name: estates.name,
      placeName: places.name,
      company: organisations.name,
      origin: estates.origin,
      state: submissions.state,
      submittedAt: submissions.submittedAt,
      streetVerifiedAt: submissions.streetVerifiedAt,
      sentAt: submissions.sentAt,
      sentDueDay: submissions.sentDueDay,
      closedAt: closings.closedAt,
      correcting,
      cameBack: keysBack(scope),
      askedBy: asking.askedBy,
      askedAt: asking.askedAt,
    })
    .from(estates)
    .innerJoin(places, eq(places.code, estates.placeCode))
    .leftJoin(submissions, ofQuarter)
    .leftJoin(
      tenures,
      and(
        eq(tenures.estateId, estates.id),
        lte(tenures.fromDate, day),
        or(isNull(tenures.toDate), gte(tenures.toDate, day)),
      ),
    )
    .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
    .leftJoin(closings, shut)
    .where(inArray(estates.id, asked.among))
    .orderBy(...order.by)
  return { quarterRow, rows, asked }
}

async function deskPage(db: Database, scope: Scope, filter: DeskFilter, page: ListPage): Promise<DeskPage> {
  const { quarterRow, rows, asked } = deskQueries(db, scope, filter, page)
  const byState = stateCounts(db, scope, filter.quarter)
  const correcting = keptCounts(db, correctedQuarters(db, scope), ["quarter", "estates"])
  const [quarterRows, found, corrected, states, version, all] = await db.batch([
    quarterRow,
    rows,
    correcting.statement,
    byState.statement,
    ...asked.statements,
  ])
  const { rows: shown, ...rest } = asked.found(found, version, all)
  const counted = byState.read(states)
  return {
    ...rest,
    quarter: quarterRows[0] ?? null,
    rows: shown.map(({ id: _, first: __, origin, closedAt, sentAt, sentDueDay, cameBack, ...row }) => ({
      ...row,
      cameBack: cameBack === null ? [] : stored.askedKeys(cameBack),
      late: isLate({ sentAt, sentDueDay }),
      demonstration: origin === "demonstration",
      closed: closedAt !== null,
    })),
    states: Object.fromEntries(counted.map(([state, n]) => [state ?? "none", Number(n)])),
    asked: counted.reduce((sum, [, , asked]) => sum + Number(asked), 0),
    corrected: correcting
      .read(corrected)
      .map(([quarter, n]) => ({ quarter: String(quarter), estates: Number(n) })),
  }
}

/** Submissions as the actor may see them. */
export function submissionReads(db: Database, scope: Scope) {
  return {
    /** Everything about one estate in one quarter; null when it is not the actor's to see. One round trip. */
    async dossier(slug: string, quarter: string): Promise<Dossier | null> {
      return toDossier(scope, quarter, await db.batch(dossierQueries(db, scope, estateNamed(slug), quarter)))
    },

    /** A dossier with its evidence, and the first of what waits for the actor's level, oldest first; one round trip. */
    async dossierAndQueue(slug: string, quarter: string) {
      const filter = { quarter, states: "waiting", oldestFirst: true } as const
      const { rows: waiting, asked } = deskQueries(db, scope, filter, firstPage)
      const [files, likenesses, outlines, queue, version, all, ...rows] = await db.batch([
        ...evidenceQueries(db, scope, slug, quarter),
        waiting,
        ...asked.statements,
        ...dossierQueries(db, scope, estateNamed(slug), quarter),
      ])
      const { rows: shown, total } = asked.found(queue, version, all)
      const dossier = toDossier(scope, quarter, rows)
      return {
        dossier,
        seen: withEvidence(scope, dossier, [files, likenesses, outlines]),
        queue: shown.map(({ slug, name }) => ({ slug, name })),
        total,
      }
    },

    /** A page of the estates in the actor's scope with where their submissions stand; one round trip. */
    desk: (filter: DeskFilter, page: ListPage = firstPage): Promise<DeskPage> =>
      deskPage(db, scope, filter, page),
  }
}
