import { and, count, desc, eq, gte, isNull, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { correctionRequests as requests } from "../../schema/tables/correction-requests.ts"
import { corrections } from "../../schema/tables/corrections.ts"
import { estates } from "../../schema/tables/estates.ts"
import { members } from "../../schema/tables/members.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { quarters } from "../../schema/tables/quarters.ts"
import { releases, scorecards } from "../../schema/tables/releases.ts"
import { users } from "../../schema/tables/users.ts"
import type { AskedValue, RequestEffect } from "../domain/correction/request.ts"
import type { ListPage } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { type Dossier, dossierQueries, estateNamed } from "./dossier.ts"
import { toDossier } from "./dossier-rows.ts"
import { type RequestFilter, readable, requestPage } from "./request-list.ts"
import type { Scope } from "./scope.ts"
import { latestStanding, standsLatest } from "./standing-release.ts"
import { stored } from "./stored.ts"
import type { Unit } from "./unit.ts"

export type CorrectionRequestRow = typeof requests.$inferSelect

/** What a company's request rests on. */
export interface RequestGround {
  dossier: Dossier | null
  /** The latest final release of the quarter, before it the latest preliminary one, and whether the estate is scored in it. */
  latest: { id: string; number: number; state: string; windowDay: string | null; scored: boolean } | null
  /** How many the organisation has filed since a moment, and how many of this estate's quarter wait. */
  recent: number
  waiting: number
  /** What was asked for of this estate's quarter, the newest first. */
  earlier: { id: string; state: CorrectionRequestRow["state"]; filedAt: string }[]
  /** The city's organisations: whoever may correct is one of their people. */
  cities: string[]
}

/** One request as its readers know it. */
export interface FoundRequest extends Omit<CorrectionRequestRow, "values" | "prefill" | "effect"> {
  values: AskedValue[]
  prefill: [key: string, text: string][]
  effect: RequestEffect
  slug: string
  estate: string
  organisation: string
  editionId: string
  /** Who filed it, by name; null for readers of another organisation. */
  person: string | null
  /** What became of the correction that followed it, and what the releases said before and after; null before that. */
  correction: { openedAt: string; takenBackAt: string | null; closedNumber: number | null } | null
  result: Record<
    "before" | "after",
    { base: number | null; final: number | null; band: string | null }
  > | null
}

const isCity = sql`${organisations.kind} = 'authority' and ${organisations.placeCode} like '____00'`
const before = alias(scorecards, "card_before")
const after = alias(scorecards, "card_after")
const closing = alias(releases, "closing_release")

/** Requests for correction, in the actor's scope. */
export function correctionRequestReads(db: Database, scope: Scope) {
  return {
    /** Everything that a request of an estate's quarter rests on; one round trip. */
    async ground(slug: string, quarter: string, since: string): Promise<RequestGround> {
      const estate = estateNamed(slug)
      const own = scope.actor.kind === "member" ? scope.actor.organisation.id : ""
      const [latest, recent, earlier, cities, ...rows] = await db.batch([
        db
          .select({
            id: releases.id,
            number: releases.number,
            state: releases.state,
            windowDay: releases.windowDay,
            outcome: scorecards.outcome,
          })
          .from(releases)
          .leftJoin(
            scorecards,
            and(eq(scorecards.releaseId, releases.id), sql`${scorecards.estateId} = ${estate}`),
          )
          .where(sql`${releases.id} = ${latestStanding(quarter)}`),
        db
          .select({ n: count() })
          .from(requests)
          .where(and(eq(requests.organisationId, own), gte(requests.filedAt, since))),
        db
          .select({ id: requests.id, state: requests.state, filedAt: requests.filedAt })
          .from(requests)
          .innerJoin(estates, eq(estates.id, requests.estateId))
          .where(and(sql`${requests.estateId} = ${estate}`, eq(requests.quarter, quarter), readable(scope)))
          .orderBy(desc(requests.filedAt)),
        db
          .select({ id: organisations.id })
          .from(organisations)
          .where(and(isCity, isNull(organisations.deletedAt))),
        ...dossierQueries(db, scope, estate, quarter),
      ])
      const [release] = latest
      return {
        dossier: toDossier(scope, quarter, rows),
        latest: release ? { ...release, scored: release.outcome === "scored" } : null,
        recent: recent[0]?.n ?? 0,
        waiting: earlier.filter(({ state }) => state === "asked").length,
        earlier,
        cities: cities.map(({ id }) => id),
      }
    },

    /** One request; null when it is not in scope. One round trip. */
    async one(id: string): Promise<FoundRequest | null> {
      const [row] = await db
        .select({
          request: requests,
          slug: estates.slug,
          estate: estates.name,
          organisation: organisations.name,
          editionId: quarters.editionId,
          person: users.name,
          openedAt: corrections.openedAt,
          takenBackAt: corrections.takenBackAt,
          closedNumber: closing.number,
          before: { base: before.base, final: before.final, band: before.band },
          after: { base: after.base, final: after.final, band: after.band },
        })
        .from(requests)
        .innerJoin(estates, eq(estates.id, requests.estateId))
        .innerJoin(organisations, eq(organisations.id, requests.organisationId))
        .innerJoin(quarters, eq(quarters.quarter, requests.quarter))
        .leftJoin(members, eq(members.id, requests.memberId))
        .leftJoin(users, eq(users.id, members.userId))
        .leftJoin(corrections, eq(corrections.id, requests.correctionId))
        .leftJoin(closing, eq(closing.id, corrections.closedBy))
        .leftJoin(
          before,
          and(eq(before.releaseId, corrections.releaseId), eq(before.estateId, requests.estateId)),
        )
        .leftJoin(
          after,
          and(eq(after.releaseId, corrections.closedBy), eq(after.estateId, requests.estateId)),
        )
        .where(and(eq(requests.id, id), readable(scope)))
      if (!row) return null
      const { request, person, openedAt, takenBackAt, closedNumber, before: then, after: now, ...named } = row
      const { values, prefill, effect, ...rest } = request
      const own = scope.actor.kind === "member" && scope.actor.organisation.id === request.organisationId
      return {
        ...rest,
        ...named,
        values: stored.requestValues(values),
        prefill: stored.requestPrefill(prefill),
        effect: stored.requestEffect(effect),
        person: own ? person : null,
        correction: openedAt === null ? null : { openedAt, takenBackAt, closedNumber },
        result: closedNumber === null || !then || !now ? null : { before: then, after: now },
      }
    },

    page: (asked: RequestFilter, page: ListPage) => requestPage(db, scope, asked, page),
  }
}

/** How many in scope wait, and since when the first of them is due. */
export function waitingRequests(db: Database, scope: Scope) {
  return db
    .select({ n: count(), day: sql<string | null>`min(${requests.dueDay})` })
    .from(requests)
    .innerJoin(estates, eq(estates.id, requests.estateId))
    .where(and(readable(scope), eq(requests.state, "asked")))
}

/** The company's own that wait, of the estates that its member has, counted, and when the first is due; nothing for others. */
export function ownWaiting(db: Database, scope: Scope) {
  const { actor } = scope
  const company = actor.kind === "member" && actor.organisation.kind === "company"
  return db
    .select({ count: count(), dueDay: sql<string | null>`min(${requests.dueDay})` })
    .from(requests)
    .innerJoin(estates, eq(estates.id, requests.estateId))
    .where(and(company ? readable(scope) : sql`1 = 0`, eq(requests.state, "asked")))
}

/** What may be written of requests; each refuses what no longer holds. */
export function correctionRequestStore({ db, add, guard, rival }: Unit) {
  return {
    /** Files one while its release stands as the latest, and nothing of the estate's quarter is being corrected. */
    file(row: CorrectionRequestRow): void {
      guard(sql`${standsLatest(row.quarter, row.releaseId)}
        and not exists (select 1 from corrections k where k.quarter = ${row.quarter} and k.estate_id = ${row.estateId}
          and k.closed_by is null and k.taken_back_at is null)`)
      rival(sql`(select id from correction_requests where quarter = ${row.quarter}
        and estate_id = ${row.estateId} and state = 'asked')`)
      add(db.insert(requests).values(row))
    },

    /** Changes one as long as nobody else has. */
    change(
      { id, revision }: Pick<CorrectionRequestRow, "id" | "revision">,
      to: Partial<CorrectionRequestRow>,
    ): void {
      guard(sql`(select revision from correction_requests where id = ${id}) = ${revision}`)
      add(
        db
          .update(requests)
          .set({ ...to, revision: revision + 1 })
          .where(eq(requests.id, id)),
      )
    },

    /** Holds only while nothing that is asked for of an estate's quarter waits. */
    expectNone(quarter: string, estateId: string): void {
      guard(sql`not exists (select 1 from correction_requests where quarter = ${quarter}
        and estate_id = ${estateId} and state = 'asked')`)
    },
  }
}
