import { and, asc, count, desc, eq, sql } from "drizzle-orm"
import { correctionRequests } from "../../schema/tables/correction-requests.ts"
import { estates } from "../../schema/tables/estates.ts"
import { closings } from "../../schema/tables/quarters.ts"
import { releases, scorecards } from "../../schema/tables/releases.ts"
import { findings, submissions } from "../../schema/tables/submissions.ts"
import { PRELIMINARY_PAGE, preliminaryPeriod } from "../domain/release/preliminary.ts"
import type { Database } from "./database.ts"
import { readRelease } from "./release-row.ts"
import type { Scope } from "./scope.ts"
import { takesPart } from "./taking-part.ts"

/** Most preliminary releases of a quarter that its page tells of. */
const MOST_TOLD = 20

/** The preliminary releases of a quarter, running or not, the latest first. */
export function preliminaries(db: Database, quarter: string, most = MOST_TOLD) {
  return db
    .select()
    .from(releases)
    .where(eq(releases.period, preliminaryPeriod(quarter)))
    .orderBy(desc(releases.number))
    .limit(most)
}

/** How many requests for correction of a quarter have no answer. */
export function requestsWaiting(db: Database, quarter: string) {
  return db
    .select({ n: count() })
    .from(correctionRequests)
    .where(and(eq(correctionRequests.quarter, quarter), eq(correctionRequests.state, "asked")))
}

/**
 * How many estates a release would score now that the latest preliminary one did not, or whose district was closed again
 * since: nobody has seen their scores.
 */
export function joinedSince(db: Database, quarter: string) {
  const period = preliminaryPeriod(quarter)
  const latest = sql`(select id from releases where period = ${period} order by number desc limit 1)`
  const requested = sql`(select requested_at from releases where id = ${latest})`
  return db
    .select({ n: count() })
    .from(estates)
    .innerJoin(closings, and(eq(closings.placeCode, estates.districtCode), eq(closings.quarter, quarter)))
    .innerJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
    .leftJoin(scorecards, and(eq(scorecards.estateId, estates.id), eq(scorecards.releaseId, latest)))
    .where(
      and(
        takesPart(quarter),
        eq(submissions.state, "verified"),
        sql`${latest} is not null`,
        sql`(${scorecards.outcome} is not 'scored' or ${closings.closedAt} > ${requested})`,
      ),
    )
}

/** The latest that stands: while the next one is made, companies read the one before. */
const standingNow = (quarter: string) => sql`(select id from releases
  where period = ${preliminaryPeriod(quarter)} and state = 'preliminary' order by number desc limit 1)`

/** Condition: of this estate alone, by slug; of all where none is named. */
const only = (slug: string | null) => (slug === null ? undefined : eq(estates.slug, slug))

/** What a company or an authority may read of a preliminary release: the estates of its own scope, and figures without names. */
export function preliminaryReads(db: Database, scope: Scope) {
  const own = scope.actor.kind === "member" ? scope.actor.organisation : null
  return {
    /** A page of the actor's estates (or one of them) in the latest that stands; null where none does. One round trip. */
    async page(quarter: string, { page, slug }: { page: number; slug: string | null }) {
      const release = standingNow(quarter)
      const mine = and(sql`${scorecards.releaseId} = ${release}`, scope.estatesIn(quarter), only(slug))
      const seen = own?.kind === "company" ? eq(submissions.organisationId, own.id) : undefined
      const [rows, total, all, outcomes, adjusted, final] = await db.batch([
        db
          .select({ slug: estates.slug, name: estates.name, outcome: scorecards.outcome })
          .from(scorecards)
          .innerJoin(estates, eq(estates.id, scorecards.estateId))
          .where(mine)
          .orderBy(sql`${scorecards.rank} is null`, asc(scorecards.rank), asc(scorecards.position))
          .limit(PRELIMINARY_PAGE)
          .offset((page - 1) * PRELIMINARY_PAGE),
        db
          .select({ n: count() })
          .from(scorecards)
          .innerJoin(estates, eq(estates.id, scorecards.estateId))
          .where(mine),
        db
          .select()
          .from(releases)
          .where(eq(releases.period, preliminaryPeriod(quarter)))
          .orderBy(desc(releases.number))
          .limit(MOST_TOLD),
        db
          .select({ outcome: scorecards.outcome, band: scorecards.band, n: count() })
          .from(scorecards)
          .where(sql`${scorecards.releaseId} = ${release}`)
          .groupBy(scorecards.outcome, scorecards.band),
        db
          .select({
            key: findings.key,
            level: findings.level,
            checkedValue: findings.checkedValue,
            reasonClass: findings.reasonClass,
            reason: findings.reason,
          })
          .from(findings)
          .innerJoin(submissions, eq(submissions.id, findings.submissionId))
          .innerJoin(scorecards, eq(scorecards.submissionId, submissions.id))
          .innerJoin(estates, eq(estates.id, scorecards.estateId))
          .where(
            and(
              mine,
              seen,
              slug === null ? sql`1 = 0` : undefined,
              eq(scorecards.outcome, "scored"),
              eq(findings.decision, "adjusted"),
              eq(findings.filing, submissions.filing),
            ),
          )
          .orderBy(asc(findings.key), asc(findings.level)),
        db
          .select({ id: releases.id })
          .from(releases)
          .where(and(eq(releases.period, quarter), eq(releases.state, "final")))
          .limit(1),
      ])
      const told = all.map(readRelease)
      const latest = told.find(({ state }) => state === "preliminary")
      if (!latest) return null
      return {
        release: latest,
        /** Another one is being made, or several were: places have moved, and may again. */
        earlier: told.filter(({ number, state }) => number < latest.number && state === "preliminary"),
        rows,
        total: total[0]?.n ?? 0,
        outcomes,
        adjusted,
        final: final.length > 0,
      }
    },
  }
}
