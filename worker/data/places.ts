import { and, asc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { places } from "../../schema/tables/places.ts"
import type { Place } from "../domain/place.ts"
import type { Database } from "./database.ts"

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
  }
}
