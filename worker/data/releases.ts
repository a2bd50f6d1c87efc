import { and, count, desc, eq, gt, lt, or, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import type { ReleaseRef } from "../domain/release/snapshot.ts"
import { correctedBy, openCorrections } from "./corrections.ts"
import type { Database } from "./database.ts"
import { joinedSince, preliminaries, requestsWaiting } from "./preliminaries.ts"
import { releaseInputReads } from "./release-inputs.ts"
import {
  type PreliminaryRequest,
  type ReleaseRequest,
  requestCorrected,
  requestPreliminary,
  requestQuarter,
  requestYear,
  type YearRequest,
} from "./release-requests.ts"
import { type ReleaseRow, readRelease } from "./release-row.ts"
import {
  advanceRelease,
  concludePreliminary,
  type HeldRelease,
  publishRelease,
  type ReleaseAdvance,
  takeOverRelease,
} from "./release-steps.ts"
import type { Scope } from "./scope.ts"
import { takesPart } from "./taking-part.ts"
import type { Unit } from "./unit.ts"

/** Districts that take part in a quarter and have not closed it, with how many of their estates are not verified. */
function openDistricts(db: Database, quarter: string) {
  const verified = sql`${submissions.state} = 'verified'`
  return db
    .select({ name: places.name, left: sql<number>`sum(case when ${verified} then 0 else 1 end)` })
    .from(estates)
    .innerJoin(places, eq(places.code, estates.districtCode))
    .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
    .where(
      and(
        takesPart(quarter),
        sql`not exists (select 1 from closings where quarter = ${quarter} and place_code = ${estates.districtCode})`,
      ),
    )
    .groupBy(estates.districtCode)
}

/** What anyone signed in may know of releases: that they run, how far they are, and when they were published. */
export function releaseReads(db: Database, scope: Scope) {
  return {
    /**
     * A quarter that the cell collects, the latest release of it, and what is being corrected since; null when it
     * collects no such quarter.
     */
    async ofQuarter(quarter: string) {
      const [found, latest, corrections, open, closed, preliminary, waiting, joined] = await db.batch([
        db.select().from(quarters).where(eq(quarters.quarter, quarter)),
        db
          .select()
          .from(releases)
          .where(eq(releases.period, quarter))
          .orderBy(desc(releases.number))
          .limit(1),
        openCorrections(db, quarter),
        openDistricts(db, quarter),
        db.select({ n: count() }).from(closings).where(eq(closings.quarter, quarter)),
        preliminaries(db, quarter, 1),
        requestsWaiting(db, quarter),
        joinedSince(db, quarter),
      ])
      if (!found[0]) return null
      return {
        quarter: found[0],
        latest: latest[0] ? readRelease(latest[0]) : null,
        corrections,
        open,
        closed: closed[0]?.n ?? 0,
        preliminary: preliminary[0] ? readRelease(preliminary[0]) : null,
        waiting: waiting[0]?.n ?? 0,
        joined: joined[0]?.n ?? 0,
      }
    },

    async byId(id: string): Promise<ReleaseRow | null> {
      const [row] = await db.select().from(releases).where(eq(releases.id, id))
      return row ? readRelease(row) : null
    },

    /** The release before, which this one corrects; null for the first of its period. One round trip. */
    async before({ period, number }: Pick<ReleaseRow, "period" | "number">): Promise<ReleaseRow | null> {
      const earlier = and(eq(releases.period, period), eq(releases.number, number - 1))
      const [row] = await db
        .select()
        .from(releases)
        .where(and(earlier, eq(releases.state, "final")))
      return row ? readRelease(row) : null
    },

    /** The release that everybody sees of each period, the last published last. One round trip. */
    async published(): Promise<ReleaseRef[]> {
      const rows = await db
        .select({
          period: publications.period,
          number: releases.number,
          manifestHash: releases.manifestHash,
        })
        .from(publications)
        .innerJoin(releases, eq(releases.id, publications.releaseId))
        .orderBy(publications.publishedAt, desc(sql`length(${publications.period})`), publications.period)
      return rows.flatMap(({ manifestHash, ...row }) =>
        manifestHash === null ? [] : [{ ...row, manifestHash }],
      )
    },

    /** What a quarter's running release corrects, by slug; one round trip. */
    openCorrections: (quarter: string) => openCorrections(db, quarter),

    /** What these releases of quarters corrected, by quarter and slug; one round trip. */
    correctedBy: (releaseIds: readonly string[]) => correctedBy(db, releaseIds),

    /** Running releases whose last sign of life is older than `before` (ISO instant), oldest first. */
    async stalled({
      before,
      after,
    }: Record<"before" | "after", string>): Promise<{ id: string; period: string; instanceId: string }[]> {
      return db
        .select({ id: releases.id, period: releases.period, instanceId: releases.instanceId })
        .from(releases)
        .where(
          and(
            eq(releases.state, "running"),
            or(lt(releases.heartbeatAt, before), gt(releases.heartbeatAt, after)),
          ),
        )
        .orderBy(releases.heartbeatAt)
    },

    ...releaseInputReads(db, scope),
  }
}

/** What may be written of releases; each refuses what the row no longer allows. */
export function releaseStore(unit: Unit) {
  return {
    request: (request: ReleaseRequest, seen: Parameters<typeof requestQuarter>[2]) =>
      requestQuarter(unit, request, seen),
    requestPreliminary: (request: PreliminaryRequest, seen: Parameters<typeof requestQuarter>[2]) =>
      requestPreliminary(unit, request, seen),
    requestCorrected: (request: ReleaseRequest, correctedId: string) =>
      requestCorrected(unit, request, correctedId),
    requestYear: (request: YearRequest) => requestYear(unit, request),
    advance: (held: HeldRelease, advance: ReleaseAdvance) => advanceRelease(unit, held, advance),
    takeOver: (change: Parameters<typeof takeOverRelease>[1]) => takeOverRelease(unit, change),
    publish: (held: HeldRelease, link: Parameters<typeof publishRelease>[2]) =>
      publishRelease(unit, held, link),
    conclude: (held: HeldRelease, at: Date) => concludePreliminary(unit, held, at),
  }
}
