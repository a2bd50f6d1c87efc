import { and, count, desc, eq, sql } from "drizzle-orm"
import { editions } from "../../schema/tables/editions.ts"
import { estates } from "../../schema/tables/estates.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { publications, releases, scorecards } from "../../schema/tables/releases.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { QUARTERS_LISTED } from "../domain/opening.ts"
import { fitStored } from "../domain/stored.ts"
import { districtCounts } from "../shapes/submissions.ts"
import { correctionRows, listedCorrections } from "./corrections.ts"
import type { Database } from "./database.ts"
import { exemptionRows, type ListedExemption } from "./exemptions.ts"
import { extensionRows, type ListedExtension } from "./extensions.ts"
import { keptCounts } from "./kept-counts.ts"
import { joinedSince, preliminaries, requestsWaiting } from "./preliminaries.ts"
import { courseRows, readCourse } from "./quarter-course.ts"
import { readRelease } from "./release-row.ts"
import type { Scope } from "./scope.ts"
import { standing } from "./standing.ts"
import { stored } from "./stored.ts"
import { takesPart } from "./taking-part.ts"

export type QuarterRow = typeof quarters.$inferSelect & { publishedAt: string | null }

export interface DistrictProgress {
  placeCode: string
  name: string
  closedAt: string | null
  estates: number
  /** Estates by where they stand; those of which nothing is there yet (`none`) are the rest. */
  states: Record<string, number>
}

/** The latest quarters that the cell collects, newest first. */
function latest(db: Database) {
  return db
    .select({ quarter: quarters, publishedAt: publications.publishedAt })
    .from(quarters)
    .leftJoin(publications, eq(publications.period, quarters.quarter))
    .orderBy(desc(quarters.quarter))
    .limit(QUARTERS_LISTED)
}

const progressColumns = ["district_code", "name", "closed_at", "standing", "n"]

/**
 * Of a released quarter the estates of its latest release, each in the district in which that counts it: the page does not
 * change when one moves later.
 */
function progressRows(db: Database, scope: Scope, quarter: string) {
  const latestRelease = sql`(select r.id from releases r where r.period = ${quarter}
    and exists (select 1 from scorecards c where c.release_id = r.id) order by r.number desc limit 1)`
  const counted = sql<string>`coalesce(${scorecards.districtCode}, ${estates.districtCode})`
  const { actor } = scope
  const district = actor.kind === "member" && actor.level === "district" ? actor.organisation.placeCode : null
  return db
    .select({
      placeCode: counted.as("district_code"),
      name: places.name,
      closedAt: closings.closedAt,
      state: standing(quarter).as("standing"),
      estates: count().as("n"),
    })
    .from(estates)
    .leftJoin(scorecards, and(eq(scorecards.estateId, estates.id), eq(scorecards.releaseId, latestRelease)))
    .innerJoin(places, eq(places.code, counted))
    .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
    .leftJoin(closings, and(eq(closings.placeCode, counted), eq(closings.quarter, quarter)))
    .where(
      and(
        sql`case when ${latestRelease} is null then ${takesPart(quarter)}
          else ${scorecards.estateId} is not null end`,
        district === null ? scope.estatesIn(quarter) : eq(counted, district),
      ),
    )
    .groupBy(counted, sql`standing`)
    .orderBy(counted)
}

function byDistrict(counted: unknown[][]): DistrictProgress[] {
  const found = new Map<string, DistrictProgress>()
  const rows = fitStored("counts of a quarter", districtCounts, counted)
  for (const [placeCode, name, closedAt, state, n] of rows) {
    const district = found.get(placeCode) ?? { placeCode, name, closedAt, estates: 0, states: {} }
    district.estates += n
    if (state && state !== "none") district.states[state] = (district.states[state] ?? 0) + n
    found.set(placeCode, district)
  }
  return [...found.values()]
}

/** Quarters, and the progress of those districts that the actor sees. */
export function quarterReads(db: Database, scope: Scope) {
  return {
    async list(): Promise<QuarterRow[]> {
      const rows = await latest(db)
      return rows.map(({ quarter, publishedAt }) => ({ ...quarter, publishedAt }))
    },

    /** The quarters, and the editions that one could be opened with; one round trip. */
    async forOpening() {
      const [rows, known] = await db.batch([
        latest(db),
        db
          .select({
            id: editions.id,
            version: editions.version,
            effectiveFrom: editions.effectiveFrom,
            activeFrom: editions.activeFrom,
            title: sql<string>`json_extract(${editions.document}, '$.title')`,
          })
          .from(editions),
      ])
      return {
        rows: rows.map(({ quarter, publishedAt }): QuarterRow => ({ ...quarter, publishedAt })),
        editions: known.map((edition) => ({ ...edition, title: stored.editionTitle(edition.title) })),
      }
    },

    /**
     * One quarter with the progress of every district that the actor sees, its latest release, and the corrections of
     * estates in scope; one round trip.
     */
    async progress(quarter: string) {
      const counted = keptCounts(db, progressRows(db, scope, quarter), progressColumns)
      const [all, rows, release, corrections, course, extended, preliminary, waiting, joined, exempt] =
        await db.batch([
          latest(db),
          counted.statement,
          db
            .select()
            .from(releases)
            .where(eq(releases.period, quarter))
            .orderBy(sql`${releases.number} desc`)
            .limit(1),
          correctionRows(db, scope, quarter),
          courseRows(db, quarter),
          extensionRows(db, scope, quarter),
          preliminaries(db, quarter),
          requestsWaiting(db, quarter),
          joinedSince(db, quarter),
          exemptionRows(db, scope, quarter),
        ])
      const found = all.find((row) => row.quarter.quarter === quarter)
      if (!found) return null
      const districts = byDistrict(counted.read(rows))
      return {
        quarter: { ...found.quarter, publishedAt: found.publishedAt },
        districts,
        course: readCourse(course, districts),
        extended: extended satisfies ListedExtension[],
        exempt: exempt satisfies ListedExemption[],
        release: release[0] ? readRelease(release[0]) : null,
        preliminary: preliminary[0] ? readRelease(preliminary[0]) : null,
        /** All of them, the newest first: their hashes are kept. */
        preliminaries: preliminary.map(readRelease),
        waiting: waiting[0]?.n ?? 0,
        joined: joined[0]?.n ?? 0,
        corrections: listedCorrections(scope, corrections),
      }
    },
  }
}
