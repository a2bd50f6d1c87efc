import { and, between, count, eq, gte, inArray, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { submissionRisks } from "../../schema/tables/submission-risks.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { firstPage, type ListPage, type ListPlace } from "../domain/list.ts"
import { lastDay } from "../domain/quarter.ts"
import { isLate } from "../domain/submission/lateness.ts"
import type { Risk } from "../domain/submission/risk.ts"
import type { SubmissionState } from "../domain/submission/states.ts"
import { askedOfPlace } from "./askings.ts"
import { beingCorrected, correctedQuarters } from "./corrections.ts"
import type { Database } from "./database.ts"
import { type Dossier, dossierQueries, estateNamed } from "./dossier.ts"
import { toDossier } from "./dossier-rows.ts"
import { evidenceQueries, withEvidence } from "./evidence.ts"
import { keptCounts } from "./kept-counts.ts"
import { askList, listOrder } from "./list.ts"
import { gradeOf, none, toRisk, waits, weighed } from "./queue-order.ts"
import type { Scope } from "./scope.ts"
import { isReleased } from "./standing.ts"
import { concernedBy, exemptFrom } from "./taking-part.ts"
import { olderQueries, toOlder } from "./value-history.ts"

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
  /** What was found in it when it was last looked through; null where that was not yet. */
  risk: Risk | null
  /** The day since which it waits for the authority whose turn it is; null where it is nobody's. */
  since: string | null
}

export interface DeskPage {
  quarter: { quarter: string; deadlineDay: string; released: boolean; editionId: string } | null
  rows: DeskRow[]
  total: number
  next: ListPlace | null
  previous: ListPlace | null
  /** Estates of whose part a company has asked the actor's place. */
  asked: number
  /** Quarters in which estates of the actor's are being corrected. */
  corrected: { quarter: string; estates: number }[]
}

export interface DeskFilter {
  quarter: string
  /**
   * Only these states; all when empty. `waiting`: what waits for the actor's level; `asked`: a company asks the actor's
   * place to check its part.
   */
  states: readonly SubmissionState[] | "waiting" | "asked"
}

const streetUnstaffed = sql`not exists (select 1 from organisations o join members m on m.organisation_id = o.id
  where o.kind = 'authority' and o.place_code = ${estates.streetCode} and m.ended_at is null)`

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

/** The estates of the actor that a quarter concerns: those to be filed for, and those that are exempted (免报). */
export function concernedEstates(scope: Scope, quarter: string): SQL | undefined {
  const { actor } = scope
  // What a company holds on the quarter's last day has a tenure by then.
  const company = actor.kind === "member" && actor.organisation.kind === "company"
  if (company) return and(ne(estates.origin, "press"), scope.estatesIn(quarter))
  return and(concernedBy(quarter), scope.estatesIn(quarter))
}

/**
 * The estates of the actor that are to be filed for in a quarter: of an authority's those that take part in it, whether a
 * company is known or not, as its progress and its release count them.
 */
export function dueEstates(scope: Scope, quarter: string): SQL | undefined {
  return and(concernedEstates(scope, quarter), sql`not ${exemptFrom(quarter)}`)
}

/** What a list narrowed to some standings draws on: exempted estates are only in one that asks for them. */
export function listedEstates(
  scope: Scope,
  quarter: string,
  narrowed: readonly string[] | string | null,
): SQL | undefined {
  return narrowed?.includes("exempt") ? concernedEstates(scope, quarter) : dueEstates(scope, quarter)
}

/**
 * An estate's submission of a quarter, if there is one. For a company's estates the state comes from an index alone: with
 * an equation SQLite takes the unique index, and reads a row for each of them.
 */
export function submissionOf({ actor }: Scope, quarter: string): SQL | undefined {
  const company = actor.kind === "member" && actor.organisation.kind === "company"
  const { quarter: column } = submissions
  return and(
    eq(submissions.estateId, estates.id),
    company ? between(column, quarter, quarter) : eq(column, quarter),
  )
}

function deskQueries(db: Database, scope: Scope, filter: DeskFilter, page: ListPage) {
  const { quarter, states } = filter
  const day = lastDay(quarter)
  const mine = dueEstates(scope, quarter)
  const correcting = beingCorrected(quarter, estates.id)
  const ofQuarter = and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter))
  const shut = and(eq(closings.placeCode, estates.districtCode), eq(closings.quarter, quarter))
  const byRisk = states === "waiting"
  const first = byRisk
    ? sql<string>`coalesce(${waits}, '')`
    : sql<string>`coalesce(${submissions.submittedAt}, '')`
  const grade = byRisk ? gradeOf : none
  const stake = byRisk ? sql<number>`(-coalesce(${submissionRisks.points}, 0))` : none
  const order = listOrder({ grade, stake, first, name: estates.name, id: estates.id })
  const source = {
    from: sql`${estates} left join ${submissions} on ${submissionOf(scope, quarter)}
      left join ${closings} on ${shut} left join ${submissionRisks} on ${weighed}`,
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
      grade,
      stake,
      first,
      broken: submissionRisks.broken,
      marks: submissionRisks.marks,
      points: submissionRisks.points,
      since: sql<string | null>`${waits}`,
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
    })
    .from(estates)
    .innerJoin(places, eq(places.code, estates.placeCode))
    .leftJoin(submissions, ofQuarter)
    .leftJoin(submissionRisks, weighed)
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

/** The estates of whose part the actor's place is asked, counted. */
function askedOf(db: Database, scope: Scope, quarter: string) {
  const asked = db
    .select({ n: count().as("n") })
    .from(estates)
    .leftJoin(submissions, submissionOf(scope, quarter))
    .where(and(dueEstates(scope, quarter), askedOfPlace(scope, quarter).waits))
  return keptCounts(db, asked, ["n"])
}

async function deskPage(db: Database, scope: Scope, filter: DeskFilter, page: ListPage): Promise<DeskPage> {
  const { quarterRow, rows, asked } = deskQueries(db, scope, filter, page)
  const correcting = keptCounts(db, correctedQuarters(db, scope), ["quarter", "estates"])
  const places = askedOf(db, scope, filter.quarter)
  const [quarterRows, found, corrected, asking, version, all] = await db.batch([
    quarterRow,
    rows,
    correcting.statement,
    places.statement,
    ...asked.statements,
  ])
  const { rows: shown, ...rest } = asked.found(found, version, all)
  return {
    ...rest,
    quarter: quarterRows[0] ?? null,
    rows: shown.map(
      ({ id: _, first: __, grade: ___, stake: ____, origin, closedAt, sentAt, sentDueDay, ...row }) => ({
        ...row,
        ...toRisk(row),
        late: isLate({ sentAt, sentDueDay }),
        demonstration: origin === "demonstration",
        closed: closedAt !== null,
      }),
    ),
    asked: Number(places.read(asking)[0]?.[0] ?? 0),
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

    /** A dossier with its evidence, what was verified of the estate before it, and the first of what waits for the actor's
     * level, oldest first; one round trip. */
    async dossierAndQueue(slug: string, quarter: string) {
      const filter = { quarter, states: "waiting" } as const
      const { rows: waiting, asked } = deskQueries(db, scope, filter, firstPage)
      const [files, likenesses, outlines, found, typed, decided, queue, version, all, ...rows] =
        await db.batch([
          ...evidenceQueries(db, scope, slug, quarter),
          ...olderQueries(db, slug, quarter),
          waiting,
          ...asked.statements,
          ...dossierQueries(db, scope, estateNamed(slug), quarter),
        ])
      const { rows: shown, total } = asked.found(queue, version, all)
      const dossier = toDossier(scope, quarter, rows)
      return {
        dossier,
        seen: withEvidence(scope, dossier, [files, likenesses, outlines]),
        older: toOlder(dossier, [found, typed, decided]),
        queue: shown.map((row) => ({ slug: row.slug, name: row.name, since: row.since, ...toRisk(row) })),
        total,
      }
    },

    /** A page of the submissions in the actor's scope, the oldest first; one round trip. */
    desk: (filter: DeskFilter, page: ListPage = firstPage): Promise<DeskPage> =>
      deskPage(db, scope, filter, page),
  }
}
