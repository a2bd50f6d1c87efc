import { and, asc, count, desc, eq, inArray, isNull, or, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { corrections } from "../../schema/tables/corrections.ts"
import { estates } from "../../schema/tables/estates.ts"
import { members } from "../../schema/tables/members.ts"
import { releases, scorecards } from "../../schema/tables/releases.ts"
import { submissionParts, submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { users } from "../../schema/tables/users.ts"
import { ESTATES_OFFERED, type StateBefore } from "../domain/correction/correction.ts"
import { lastDay } from "../domain/quarter.ts"
import { searchWords } from "../domain/registry/spelling.ts"
import { listItems } from "../domain/request-limits.ts"
import type { Database } from "./database.ts"
import { followedRequest, requestToFollow } from "./followed-request.ts"
import type { Scope } from "./scope.ts"
import { anyRuns, latestStanding, standsLatest } from "./standing-release.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

type CorrectionRow = typeof corrections.$inferSelect

const isOpen = and(isNull(corrections.closedBy), isNull(corrections.takenBackAt))

/** The values that count of a submission, as one JSON text; a chunk of a release has 500 rows instead of 50,000. */
export const filedValuesOf = (submission: SQL) =>
  sql<string>`(select json_group_array(json_array(v.key, v.provider, v.value, trim(coalesce(v.reason, '')) <> '')) from "values" v
    where v.submission_id = ${submission}.id and v.key not like 'answer:%'
      and v.filing = case v.provider when 'company' then ${submission}.filing else 0 end)`

/** The adjustments of a submission's filing, in the same way. */
export const adjustedFindingsOf = (submission: SQL) =>
  sql<string>`(select json_group_array(json_array(f.key, f.level, f.checked_value, f.reason_class)) from findings f
    where f.submission_id = ${submission}.id and f.filing = ${submission}.filing and f.decision = 'adjusted')`

/** Condition: the estate (any expression) is being corrected in the quarter. */
export function beingCorrected(quarter: string | SQL, estateId: SQLWrapper): SQL<boolean> {
  return sql<boolean>`exists (select 1 from corrections k where k.quarter = ${quarter}
    and k.estate_id = ${estateId} and k.closed_by is null and k.taken_back_at is null)`.mapWith(Boolean)
}

/** The open corrections of some estates (ids in parentheses); none or one row of each. */
export function openCorrectionsOf(db: Database, among: SQL, quarter: string) {
  return db
    .select({
      estateId: corrections.estateId,
      id: corrections.id,
      reason: corrections.reason,
      openedAt: corrections.openedAt,
    })
    .from(corrections)
    .where(and(sql`${corrections.estateId} in ${among}`, eq(corrections.quarter, quarter), isOpen))
}

/**
 * Of quarters that are being corrected, what the corrected release was made of for some estates: what is filed anew does not
 * count before it is released.
 */
export function releasedBefore(db: Database, among: SQL, quarters: readonly string[]) {
  return db
    .select({
      estateId: corrections.estateId,
      quarter: corrections.quarter,
      values: corrections.releasedValues,
      findings: corrections.releasedFindings,
    })
    .from(corrections)
    .where(and(sql`${corrections.estateId} in ${among}`, inArray(corrections.quarter, [...quarters]), isOpen))
}

/** The open corrections of a quarter and where their submissions stand, by slug. */
export function openCorrections(db: Database, quarter: string) {
  return db
    .select({
      slug: estates.slug,
      name: estates.name,
      reason: corrections.reason,
      state: submissions.state,
    })
    .from(corrections)
    .innerJoin(estates, eq(estates.id, corrections.estateId))
    .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
    .where(and(eq(corrections.quarter, quarter), isOpen))
    .orderBy(asc(estates.slug))
}

/** What releases corrected, by quarter and slug. */
export function correctedBy(db: Database, releaseIds: readonly string[]) {
  return db
    .select({ slug: estates.slug, quarter: corrections.quarter, reason: corrections.reason })
    .from(corrections)
    .innerJoin(estates, eq(estates.id, corrections.estateId))
    .where(inArray(corrections.closedBy, [...releaseIds]))
    .orderBy(asc(corrections.quarter), asc(estates.slug))
}

/** The quarters in which estates of the actor's are being corrected, the newest first. */
export function correctedQuarters(db: Database, { registered }: Scope) {
  return db
    .select({ quarter: corrections.quarter, estates: count().as("estates") })
    .from(corrections)
    .innerJoin(estates, eq(estates.id, corrections.estateId))
    .where(and(isOpen, registered))
    .groupBy(corrections.quarter)
    .orderBy(desc(corrections.quarter))
}

const corrected = alias(releases, "corrected")
const closing = alias(releases, "closing")

/** The latest corrections of a quarter in the actor's scope, those that are open first. */
export function correctionRows(db: Database, scope: Scope, quarter: string) {
  return db
    .select({
      id: corrections.id,
      slug: estates.slug,
      name: estates.name,
      state: submissions.state,
      reason: corrections.reason,
      openedAt: corrections.openedAt,
      by: users.name,
      byOrganisation: members.organisationId,
      number: corrected.number,
      closedNumber: closing.number,
      takenBackAt: corrections.takenBackAt,
    })
    .from(corrections)
    .innerJoin(estates, eq(estates.id, corrections.estateId))
    .innerJoin(corrected, eq(corrected.id, corrections.releaseId))
    .leftJoin(closing, eq(closing.id, corrections.closedBy))
    .leftJoin(members, eq(members.id, corrections.openedBy))
    .leftJoin(users, eq(users.id, members.userId))
    .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
    .where(and(eq(corrections.quarter, quarter), scope.estatesIn(quarter)))
    .orderBy(sql`case when ${isOpen} then 0 else 1 end`, desc(corrections.openedAt), asc(estates.slug))
    .limit(listItems.most)
}

/** A correction as the pages of a quarter show it. */
export interface ListedCorrection
  extends Omit<Awaited<ReturnType<typeof correctionRows>>[number], "byOrganisation"> {
  /** Who opened it, by name; null for readers of another organisation. */
  by: string | null
}

/** Rows as a reader may see them: people by name only within their own organisation. */
export function listedCorrections(
  { actor }: Scope,
  rows: Awaited<ReturnType<typeof correctionRows>>,
): ListedCorrection[] {
  const own = actor.kind === "member" ? actor.organisation.id : null
  return rows.map(({ byOrganisation, by, ...row }) => ({ ...row, by: byOrganisation === own ? by : null }))
}

/** An exact slug or name comes first; otherwise what a search finds. */
function typedEstate(typed: string): SQL | undefined {
  const words = searchWords(typed).map((word) => sql`instr(${estates.searchText}, ${word}) > 0`)
  return or(eq(estates.slug, typed), words.length > 0 ? and(...words) : undefined)
}

function heldThen(quarter: string): SQL | undefined {
  const day = lastDay(quarter)
  return and(
    eq(tenures.estateId, estates.id),
    sql`${tenures.fromDate} <= ${day} and (${tenures.toDate} is null or ${tenures.toDate} >= ${day})`,
  )
}

/** Corrections of released quarters. */
export function correctionReads(db: Database, scope: Scope) {
  return {
    /** The latest release of a quarter, what of its estates was typed, and the request that is followed: one round trip. */
    async forOpening(quarter: string, typed: string, requestId = "") {
      const latest = latestStanding(quarter)
      const [found, matches, [request], filed, [part]] = await db.batch([
        db
          .select({
            id: releases.id,
            number: releases.number,
            state: releases.state,
            windowDay: releases.windowDay,
          })
          .from(releases)
          .where(sql`${releases.id} = ${latest}`),
        db
          .select({
            id: estates.id,
            slug: estates.slug,
            name: estates.name,
            placeCode: estates.placeCode,
            company: tenures.organisationId,
            submission: submissions,
            open: beingCorrected(quarter, estates.id),
            waiting: sql<string | null>`(select q.id from correction_requests q where q.quarter = ${quarter}
              and q.estate_id = ${estates.id} and q.state = 'asked')`,
          })
          .from(estates)
          .innerJoin(
            scorecards,
            and(eq(scorecards.estateId, estates.id), sql`${scorecards.releaseId} = ${latest}`),
          )
          .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
          .leftJoin(tenures, heldThen(quarter))
          .where(and(scope.estatesIn(quarter), typedEstate(typed)))
          .orderBy(
            sql`case when ${estates.slug} = ${typed} then 0 when ${estates.name} = ${typed} then 1 else 2 end`,
            asc(estates.name),
            asc(estates.id),
          )
          .limit(ESTATES_OFFERED + 1),
        ...requestToFollow(db, quarter, requestId),
      ])
      return { latest: found[0] ?? null, matches, followed: followedRequest(request, filed, part?.revision) }
    },

    /** One correction, its estate's submission, and when something was last typed for it; null when it is not in scope. */
    async one(quarter: string, id: string) {
      const [row] = await db
        .select({
          correction: corrections,
          submission: submissions,
          lastSavedAt: sql<string | null>`(select max(${submissionParts.savedAt}) from ${submissionParts}
            where ${submissionParts.submissionId} = ${submissions.id})`,
          running: sql<boolean>`${anyRuns(quarter)}`.mapWith(Boolean),
        })
        .from(corrections)
        .innerJoin(estates, eq(estates.id, corrections.estateId))
        .leftJoin(submissions, and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarter)))
        .where(and(eq(corrections.id, id), eq(corrections.quarter, quarter), scope.estatesIn(quarter)))
      if (!row) return null
      const { stateBefore } = row.correction
      return { ...row, before: stored.correctionBefore(stateBefore) }
    },
  }
}

/** What may be written of corrections; each refuses what no longer holds. */
export function correctionStore({ db, add, guard }: Unit) {
  return {
    /** Opens one while its release stands as the latest. A second open one of an estate hits the unique index. */
    open(
      row: Omit<
        CorrectionRow,
        "stateBefore" | "releasedValues" | "releasedFindings" | "closedBy" | "takenBackAt"
      >,
      before: StateBefore | null,
    ): void {
      guard(standsLatest(row.quarter, row.releaseId))
      const stateBefore = before && JSON.stringify(before)
      const card = sql`(select c.submission_id from scorecards c
        where c.release_id = ${row.releaseId} and c.estate_id = ${row.estateId} and c.outcome = 'scored')`
      add(
        db.insert(corrections).values({
          ...row,
          stateBefore,
          releasedValues: sql`(select ${filedValuesOf(sql`s`)} from submissions s where s.id = ${card})`,
          releasedFindings: sql`(select ${adjustedFindingsOf(sql`s`)} from submissions s where s.id = ${card})`,
        }),
      )
    },

    /** Takes an open one back while no release runs and nothing was typed since. */
    takeBack({ id, quarter, estateId, openedAt }: CorrectionRow, at: Date): void {
      guard(sql`exists (select 1 from corrections where id = ${id} and closed_by is null and taken_back_at is null)
        and not ${anyRuns(quarter)}
        and not exists (select 1 from submission_parts p join submissions s on s.id = p.submission_id
          where s.estate_id = ${estateId} and s.quarter = ${quarter} and p.saved_at >= ${openedAt})`)
      add(db.update(corrections).set({ takenBackAt: at.toISOString() }).where(eq(corrections.id, id)))
    },

    /** Closes those of a quarter that a release scored; one that is not verified again stays open. */
    close(quarter: string, releaseId: string): void {
      const scored = sql`exists (select 1 from scorecards c where c.release_id = ${releaseId}
        and c.estate_id = ${corrections.estateId} and c.outcome = 'scored')`
      add(
        db
          .update(corrections)
          .set({ closedBy: releaseId })
          .where(and(eq(corrections.quarter, quarter), isOpen, scored)),
      )
    },
  }
}
