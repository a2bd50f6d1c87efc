import { and, asc, count, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { places } from "../../schema/tables/places.ts"
import type { ListFound, ListPage } from "../domain/list.ts"
import type { Place } from "../domain/place.ts"
import type { PlacesMet } from "../domain/registry/place-facts.ts"
import type { Database } from "./database.ts"
import { listOrder } from "./list.ts"
import { stored } from "./stored.ts"

/** A place to choose, with what stands above it. */
export interface PlaceChoice extends Pick<Place, "code" | "name" | "kind"> {
  /** Names from district down, without its own. */
  within: string[]
}

const HITS = 60

const parent = alias(places, "parent")
const zone = alias(places, "zone")
const grand = alias(places, "grand")

/** Where no new estate may stand is no choice. */
function standing(today: string): SQL {
  return or(isNull(places.retiredFrom), sql`${places.retiredFrom} > ${today}`)!
}

/** A place with the names above it: its zone or county, and for a community the street. */
function choices(db: Database) {
  return db
    .select({
      code: places.code,
      name: places.name,
      kind: places.kind,
      parentCode: places.parentCode,
      zoneCode: places.zoneCode,
      retiredFrom: places.retiredFrom,
      parentName: parent.name,
      zoneName: zone.name,
      grandName: grand.name,
    })
    .from(places)
    .leftJoin(parent, eq(parent.code, places.parentCode))
    .leftJoin(grand, eq(grand.code, parent.parentCode))
    .leftJoin(zone, eq(zone.code, sql`coalesce(${places.zoneCode}, ${parent.zoneCode})`))
}

function toChoice(row: Awaited<ReturnType<typeof choices>>[number]): PlaceChoice {
  const { code, name, kind, parentName, zoneName, grandName } = row
  const within =
    kind === "street"
      ? [zoneName ?? parentName]
      : kind === "community"
        ? [zoneName ?? grandName, parentName]
        : []
  return { code, name, kind, within: within.filter((one) => one !== null) }
}

const byCode = listOrder({ code: places.code })

/** Places that stand directly below one: streets that a zone runs lie in counties, and are the zone's. */
function below(code: string): SQL {
  return or(eq(places.zoneCode, code), and(eq(places.parentCode, code), isNull(places.zoneCode)))!
}

/** Within a district: its streets and their communities. */
function withinDistrict(code: string): SQL {
  const own = sql`coalesce(${places.zoneCode}, ${parent.zoneCode},
    case when ${places.kind} in ('street', 'community') then substr(${places.code}, 1, 6) end)`
  return or(eq(places.code, code), sql`${own} = ${code}`)!
}

/** Places whose name holds a word, or whose code begins with digits; nothing for an empty word. */
function named(word: string): SQL {
  if (word === "") return sql`1 = 0`
  return /^\d+$/.test(word) ? sql`${places.code} like ${`${word}%`}` : sql`instr(${places.name}, ${word}) > 0`
}

export interface PlaceFilter {
  /** A part of the name, or the beginning of a code. */
  q: string
  /** Code of a county or functional zone; everywhere when empty. */
  district: string
  /** From 1. */
  page: number
}

/** A place of the list with what stands above it. */
export interface PlaceRow extends PlaceChoice {
  retiredFrom: string | null
}

const PAGE_SIZE = 50

function wantedBy({ q, district }: Pick<PlaceFilter, "q" | "district">): SQL | undefined {
  const word = q.trim()
  return and(word === "" ? undefined : named(word), district === "" ? undefined : withinDistrict(district))
}

const toRow = (row: Awaited<ReturnType<typeof choices>>[number]): PlaceRow => ({
  ...toChoice(row),
  retiredFrom: row.retiredFrom,
})

async function listPage(db: Database, filter: PlaceFilter) {
  const { page } = filter
  const wanted = wantedBy(filter)
  const [rows, counted, districts] = await db.batch([
    choices(db)
      .where(wanted)
      .orderBy(asc(places.code))
      .limit(PAGE_SIZE)
      .offset((page - 1) * PAGE_SIZE),
    db.select({ n: count() }).from(places).leftJoin(parent, eq(parent.code, places.parentCode)).where(wanted),
    db
      .select({ code: places.code, name: places.name })
      .from(places)
      .where(inArray(places.kind, ["county", "functional_zone"]))
      .orderBy(asc(places.code)),
  ])
  const total = counted[0]?.n ?? 0
  if (rows.length === 0 && page > 1) return listPage(db, { ...filter, page: 1 })
  return { rows: rows.map(toRow), total, page, pages: Math.ceil(total / PAGE_SIZE), districts }
}

/** Places, which anyone signed in may read. */
export function placeReads(db: Database) {
  return {
    /**
     * A place with what to choose below it, and what a search found (`hits`, null without a word); all within a district
     * when one is given. Null when there is no such place in reach. One round trip.
     */
    async choose(code: string, word: string, within: string | null, today: string) {
      const reach = within === null ? undefined : withinDistrict(within)
      const [[place], rows, hits] = await db.batch([
        choices(db).where(and(eq(places.code, code), reach)),
        choices(db)
          .where(and(below(code), standing(today)))
          .orderBy(asc(places.code)),
        choices(db)
          .where(and(ne(places.kind, "city"), named(word), standing(today), reach))
          .orderBy(asc(places.code))
          .limit(HITS + 1),
      ])
      if (!place) return null
      return {
        place: { ...toChoice(place), upCode: place.zoneCode ?? place.parentCode },
        rows: rows.map(toChoice),
        hits: word === "" ? null : hits.slice(0, HITS).map(toChoice),
        more: hits.length > HITS,
      }
    },

    /** A page of all places; one round trip, two past the end. */
    list: (filter: PlaceFilter) => listPage(db, filter),

    /** Places in the order of their codes; one round trip. */
    async after(filter: Pick<PlaceFilter, "q" | "district">, page: ListPage): Promise<ListFound<PlaceRow>> {
      const rows = await choices(db)
        .where(and(wantedBy(filter), byCode.behind(page.after)))
        .orderBy(...byCode.by)
        .limit(page.limit + 1)
      return byCode.found(rows.map(toRow), page)
    },

    /** One place with what stands above, below and in it; null when there is none. One round trip. */
    async sheet(code: string) {
      const inIt = or(
        eq(estates.placeCode, code),
        eq(estates.streetCode, code),
        eq(estates.districtCode, code),
      )
      const [[place], [row], lower, [standingIn]] = await db.batch([
        choices(db).where(eq(places.code, code)),
        db.select().from(places).where(eq(places.code, code)),
        db
          .select({ n: count() })
          .from(places)
          .where(and(below(code), isNull(places.retiredFrom))),
        db
          .select({ n: count() })
          .from(estates)
          .where(and(inIt, ne(estates.origin, "press"), isNull(estates.retiredFrom))),
      ])
      if (!place || !row) return null
      return {
        place: row,
        within: toChoice(place).within,
        below: lower[0]?.n ?? 0,
        estates: standingIn?.n ?? 0,
      }
    },

    /** What a new place meets. One round trip. */
    async forNew({ code, parentCode, zoneCode }: Place): Promise<PlacesMet> {
      const one = (wanted: string) => db.select().from(places).where(eq(places.code, wanted))
      const [same, above, zoneRows, siblings] = await db.batch([
        one(code),
        one(parentCode ?? ""),
        one(zoneCode ?? ""),
        db
          .select({ name: places.name })
          .from(places)
          .where(and(eq(places.parentCode, parentCode ?? ""), isNull(places.retiredFrom))),
      ])
      return {
        same: same[0] ?? null,
        parent: above[0] ?? null,
        zone: zoneRows[0] ?? null,
        siblings: siblings.map(({ name }) => name),
      }
    },

    /** One place and, for a street, the names of its estates that searches find. One round trip. */
    async forRename(code: string) {
      const [rows, siblings, own] = await db.batch([
        db.select().from(places).where(eq(places.code, code)),
        db
          .select({ name: places.name })
          .from(places)
          .where(
            and(
              ne(places.code, code),
              isNull(places.retiredFrom),
              sql`${places.parentCode} = (select parent_code from places where code = ${code})`,
            ),
          ),
        db
          .select({ id: estates.id, name: estates.name, formerNames: estates.formerNames })
          .from(estates)
          .where(eq(estates.streetCode, code)),
      ])
      const [place] = rows
      if (!place) return null
      const named = own.map((row) => ({ ...row, formerNames: stored.formerNames(row.formerNames) }))
      return { place, siblings: siblings.map(({ name }) => name), estates: named }
    },
  }
}
