import { and, asc, between, eq, inArray, lte, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { editions } from "../../schema/tables/editions.ts"
import { estates } from "../../schema/tables/estates.ts"
import { exemptions } from "../../schema/tables/exemptions.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import { publications, releases, scorecards } from "../../schema/tables/releases.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { DomainError } from "../domain/errors.ts"
import { lastDay, shiftQuarter } from "../domain/quarter.ts"
import type { ChunkInput, EstateInput, SubmissionInput } from "../domain/release/inputs.ts"
import { adjustedFindingsOf, beingCorrected, filedValuesOf } from "./corrections.ts"
import type { Database } from "./database.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

/** A slice of a release: positions from `from` up to and including `to`. */
export interface ReleaseSlice {
  releaseId: string
  from: number
  to: number
}

const district = alias(places, "district")
const street = alias(places, "street")
const finest = alias(places, "finest")

function slice({ releaseId, from, to }: ReleaseSlice) {
  return and(eq(scorecards.releaseId, releaseId), between(scorecards.position, from, to))
}

/** The district in which an estate is counted: that of the first release of its quarter, wherever it stands by now. */
const countedIn = sql`coalesce(${scorecards.districtCode}, ${estates.districtCode})`

function estateRows(db: Database, part: ReleaseSlice) {
  return db
    .select({
      position: scorecards.position,
      outcome: scorecards.outcome,
      slug: estates.slug,
      name: estates.name,
      place: estates.placeCode,
      district: sql<string>`${countedIn}`,
      origin: estates.origin,
      builtYear: estates.builtYear,
      districtName: district.name,
      streetName: street.name,
      finestName: finest.name,
    })
    .from(scorecards)
    .innerJoin(estates, eq(estates.id, scorecards.estateId))
    .innerJoin(district, eq(district.code, countedIn))
    .innerJoin(finest, eq(finest.code, estates.placeCode))
    .leftJoin(street, eq(street.code, estates.streetCode))
    .where(slice(part))
}

function tenureRows(db: Database, part: ReleaseSlice, until: string) {
  return db
    .select({
      position: scorecards.position,
      organisationId: tenures.organisationId,
      company: organisations.name,
      fromDate: tenures.fromDate,
      toDate: tenures.toDate,
    })
    .from(scorecards)
    .innerJoin(tenures, eq(tenures.estateId, scorecards.estateId))
    .innerJoin(organisations, eq(organisations.id, tenures.organisationId))
    .where(and(slice(part), lte(tenures.fromDate, until)))
}

/**
 * When the facts of an estate were frozen: of one that a later release corrects at that release, of all others when the
 * quarter was first released. Preliminary ones count for nothing.
 */
const estateFrozenAt = (quarter: string, frozenAt: string) => sql`coalesce(
  case when ${beingCorrected(quarter, scorecards.estateId)} then ${frozenAt} end,
  (select max(r.requested_at) from corrections k join releases r on r.id = k.closed_by and r.period = k.quarter
    where k.estate_id = ${scorecards.estateId} and k.quarter = ${quarter}),
  (select r.requested_at from releases r where r.period = ${quarter} and r.number = 1), ${frozenAt})`

/** Of quarters that are or were corrected: scored already when the estate's facts were frozen. */
const scoredBefore = (at: SQL) => sql`exists (select 1 from corrections k
  join releases r on r.id = k.release_id and r.period = k.quarter and r.requested_at <= ${at}
  join scorecards c on c.release_id = r.id and c.estate_id = k.estate_id and c.outcome = 'scored'
  where k.estate_id = p.estate_id and k.quarter = p.quarter)`

function submissionRows(db: Database, part: ReleaseSlice, window: string[], at: SQL) {
  return db
    .select({
      position: scorecards.position,
      // What the old Worker submitted while the new one was being put in place has the first submission alone.
      sentAt: sql<string | null>`coalesce(${submissions.sentAt}, ${submissions.firstSubmittedAt})`,
      sentDueDay: sql<string | null>`coalesce(${submissions.sentDueDay},
        (select q.deadline_day from quarters q where q.quarter = ${submissions.quarter}))`,
      values: filedValuesOf(sql`submissions`),
      findings: adjustedFindingsOf(sql`submissions`),
      verified: sql<string>`(select json_group_array(p.quarter) from submissions p
        where p.estate_id = ${scorecards.estateId}
          and (p.state = 'verified' and p.verified_at <= ${at} or ${scoredBefore(at)})
          and p.quarter in (select value from json_each(${JSON.stringify(window)})))`,
      exempt: sql<string>`(select json_group_array(x.quarter) from exemptions x
        where x.estate_id = ${scorecards.estateId} and x.at <= ${at}
          and x.quarter in (select value from json_each(${JSON.stringify(window)})))`,
    })
    .from(scorecards)
    .innerJoin(submissions, eq(submissions.id, scorecards.submissionId))
    .where(and(slice(part), eq(scorecards.outcome, "scored")))
}

type SubmissionRow = Awaited<ReturnType<typeof submissionRows>>[number]

function submissionInput(row: SubmissionRow): SubmissionInput {
  const exemptQuarters = stored.verifiedQuarters(row.exempt)
  return {
    sentAt: row.sentAt,
    sentDueDay: row.sentDueDay,
    values: stored.filedValues(row.values).map(([key, provider, value, explained]) => ({
      ...{ key, provider, value },
      ...(explained === 1 && { explained: true }),
    })),
    findings: stored.adjustedFindings(row.findings).map(([key, level, checkedValue, reasonClass]) => ({
      key,
      level,
      decision: "adjusted",
      checkedValue,
      reasonClass,
    })),
    verifiedQuarters: stored.verifiedQuarters(row.verified),
    ...(exemptQuarters.length > 0 && { exemptQuarters }),
  }
}

function estateInputs(
  rows: Awaited<ReturnType<typeof estateRows>>,
  tenureList: Awaited<ReturnType<typeof tenureRows>>,
  submissionList: SubmissionRow[],
): EstateInput[] {
  const submitted = new Map(submissionList.map((row) => [row.position, row]))
  const held = new Map<number, EstateInput["tenures"]>()
  for (const { position, ...tenure } of tenureList)
    held.set(position, [...(held.get(position) ?? []), tenure])
  return rows.map(({ districtName, streetName, finestName, origin, ...estate }) => {
    const submission = submitted.get(estate.position)
    const names = [districtName, streetName, finestName].filter((name) => name !== null)
    return {
      ...estate,
      placeNames: [...new Set(names)],
      demonstration: origin === "demonstration",
      tenures: held.get(estate.position) ?? [],
      submission: submission ? submissionInput(submission) : null,
    }
  })
}

async function readChunk(
  db: Database,
  part: ReleaseSlice,
  quarter: string,
  frozenAt: string,
): Promise<ChunkInput> {
  const window = [-3, -2, -1, 0].map((steps) => shiftQuarter(quarter, steps))
  const [cell, estateList, tenureList, submissionList] = await db.batch([
    db.select().from(quarters).where(inArray(quarters.quarter, window)),
    estateRows(db, part),
    tenureRows(db, part, lastDay(quarter)),
    submissionRows(db, part, window, estateFrozenAt(quarter, frozenAt)),
  ])
  return {
    quarter,
    deadlineDay: cell.find((row) => row.quarter === quarter)?.deadlineDay ?? lastDay(quarter),
    window: cell.map((row) => row.quarter),
    estates: estateInputs(estateList, tenureList, submissionList),
  }
}

async function readYearChunk(db: Database, part: ReleaseSlice, year: string, quarterReleases: string[]) {
  const sources = JSON.stringify(quarterReleases)
  const [estateList, tenureList, places] = await db.batch([
    estateRows(db, part),
    tenureRows(db, part, `${year}-12-31`),
    db
      .select({
        position: scorecards.position,
        releaseId: sql<string>`q.release_id`,
        quarterPosition: sql<number>`q.position`,
      })
      .from(scorecards)
      .innerJoin(sql`scorecards q`, sql`q.estate_id = ${scorecards.estateId}`)
      .where(and(slice(part), sql`q.release_id in (select value from json_each(${sources}))`)),
  ])
  return { estates: estateInputs(estateList, tenureList, []), places }
}

/** What running a release reads; inputs only the platform itself may, since they are every tenant's verified values. */
export function releaseInputReads(db: Database, scope: Scope) {
  const systemOnly = () => {
    if (scope.actor.kind !== "system") throw new DomainError("not_found", "not_found")
  }
  return {
    /** What a manifest says besides its files: the edition's stored hash, and who was exempted (免报). One round trip. */
    async manifestFacts(editionId: string, period: string) {
      const [[row], exempt] = await db.batch([
        db.select({ hash: editions.hash }).from(editions).where(eq(editions.id, editionId)),
        db
          .select({ slug: estates.slug, name: estates.name })
          .from(exemptions)
          .innerJoin(estates, eq(estates.id, exemptions.estateId))
          .where(eq(exemptions.quarter, period))
          .orderBy(asc(estates.slug)),
      ])
      if (!row) throw new Error(`edition ${editionId} is not stored`)
      return { editionHash: row.hash, exempt }
    },

    /** The inputs of one chunk of a quarter's release, one round trip. */
    async chunkInput(part: ReleaseSlice, quarter: string, frozenAt: string): Promise<ChunkInput> {
      systemOnly()
      return readChunk(db, part, quarter, frozenAt)
    },

    /** The estates of one chunk of a year's release and where each stands in its quarters' releases, one round trip. */
    async yearChunk(part: ReleaseSlice, year: string, quarterReleases: string[]) {
      systemOnly()
      return readYearChunk(db, part, year, quarterReleases)
    },

    /** The public releases of a year's quarters, oldest first. */
    async publicQuarters(year: string) {
      return db
        .select({
          period: publications.period,
          releaseId: publications.releaseId,
          editionId: releases.editionId,
        })
        .from(publications)
        .innerJoin(releases, eq(releases.id, publications.releaseId))
        .where(sql`${publications.period} like ${`${year}Q_`}`)
        .orderBy(asc(publications.period))
    },
  }
}
