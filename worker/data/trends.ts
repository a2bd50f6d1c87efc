import { and, desc, eq, inArray, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { places } from "../../schema/tables/places.ts"
import { publications, releases } from "../../schema/tables/releases.ts"
import type { ListFound, ListPage } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { searched } from "./estate-pages.ts"
import { askList, listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import { dueEstates } from "./submissions.ts"

/** Which estates' scores are asked for, and over which quarters. */
interface TrendFilter {
  /** The estates that the actor has in this quarter; it is the last one shown. */
  quarter: string
  /** The first quarter shown. */
  from: string
  q: string
  sort: "score" | "name"
}

interface TrendRow {
  slug: string
  name: string
  placeName: string
  demonstration: boolean
  /** What was released of it, by quarter, the oldest first. */
  scores: { period: string; final: number | null; band: string | null }[]
}

/** Released scores over time. */
export function trendReads(db: Database, scope: Scope) {
  return {
    /** A page of the actor's estates with their released scores, and the edition of the newest; one round trip. */
    async page({ quarter, from, q, sort }: TrendFilter, page: ListPage) {
      const within = sql`p.period between ${from} and ${quarter} and length(p.period) = 6`
      const last = sql<string | number>`coalesce(-(select c.final from publications p
        join scorecards c on c.release_id = p.release_id and c.estate_id = ${estates.id}
        where ${within} and c.final is not null order by p.period desc limit 1), 1)`
      const first = sort === "score" ? last : sql<string | number>`${estates.slug}`
      const order = listOrder({ first, name: estates.name, id: estates.id })
      const where = and(dueEstates(scope, quarter), searched(q))
      const asked = askList(db, { from: sql`${estates}`, id: estates.id, where, order }, page)
      const [newest, rows, version, all] = await db.batch([
        db
          .select({ editionId: releases.editionId })
          .from(publications)
          .innerJoin(releases, eq(releases.id, publications.releaseId))
          .where(
            sql`${publications.period} between ${from} and ${quarter} and length(${publications.period}) = 6`,
          )
          .orderBy(desc(publications.period))
          .limit(1),
        db
          .select({
            id: estates.id,
            first,
            slug: estates.slug,
            name: estates.name,
            placeName: places.name,
            origin: estates.origin,
            scores: sql<string>`(select json_group_array(json_array(p.period, c.final, c.band))
              from publications p join scorecards c on c.release_id = p.release_id and c.estate_id = ${estates.id}
              where ${within})`,
          })
          .from(estates)
          .innerJoin(places, eq(places.code, estates.placeCode))
          .where(inArray(estates.id, asked.among))
          .orderBy(...order.by),
        ...asked.statements,
      ])
      const { rows: shown, ...rest } = asked.found(rows, version, all)
      const told = shown.map(
        ({ slug, name, placeName, origin, scores }): TrendRow => ({
          slug,
          name,
          placeName,
          demonstration: origin === "demonstration",
          scores: stored
            .releasedScores(scores)
            .map(([period, final, band]) => ({ period, final, band }))
            .sort((a, b) => (a.period < b.period ? -1 : 1)),
        }),
      )
      const found: ListFound<TrendRow> & { total: number } = { ...rest, rows: told }
      return { ...found, editionId: newest[0]?.editionId ?? null }
    },
  }
}
