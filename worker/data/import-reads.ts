import { and, eq, inArray, isNull, ne, or, sql } from "drizzle-orm"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import type { estateImportKeys } from "../domain/registry/import-estates.ts"
import type { Database } from "./database.ts"
import { placesQuery, toPlaceFound } from "./estate-checks.ts"

const among = (list: readonly string[]) => sql`(select value from json_each(${JSON.stringify(list)}))`

/** What the rows of a file meet. */
export function importReads(db: Database) {
  return {
    /** Places, companies, estates of the same names and addresses alike, for a file of estates. One round trip. */
    async forEstates(keys: ReturnType<typeof estateImportKeys>, slugBases: readonly string[]) {
      // A search text begins with the plain name.
      const plainName = sql`substr(${estates.searchText}, 1, instr(${estates.searchText} || ' ', ' ') - 1)`
      const withoutNumber = sql`rtrim(rtrim(${estates.slug}, '0123456789'), '-')`
      const [placeRows, namesakes, companies, slugs] = await db.batch([
        placesQuery(db).where(sql`${places.code} in ${among(keys.placeCodes)}`),
        db
          .select({ name: estates.name, placeCode: estates.placeCode, placeName: places.name })
          .from(estates)
          .innerJoin(places, eq(places.code, estates.placeCode))
          .where(and(ne(estates.origin, "press"), sql`${plainName} in ${among(keys.plainNames)}`)),
        db
          .select({ id: organisations.id, name: organisations.name, uscc: organisations.uscc })
          .from(organisations)
          .where(
            and(
              eq(organisations.kind, "company"),
              isNull(organisations.deletedAt),
              or(
                sql`${organisations.name} in ${among(keys.companies)}`,
                sql`${organisations.uscc} in ${among(keys.usccs)}`,
              ),
            ),
          ),
        db
          .select({ slug: estates.slug })
          .from(estates)
          .where(
            or(sql`${estates.slug} in ${among(slugBases)}`, sql`${withoutNumber} in ${among(slugBases)}`),
          ),
      ])
      return {
        places: new Map(
          placeRows.flatMap((row) => {
            const found = toPlaceFound([row])
            return found ? [[found.place.code, found] as const] : []
          }),
        ),
        namesakes,
        companies,
        slugs: new Set(slugs.map(({ slug }) => slug)),
      }
    },

    /** The places that a file of places names or stands below, and those beside them. One round trip. */
    async forPlaces(codes: readonly string[]) {
      return db
        .select()
        .from(places)
        .where(or(sql`${places.code} in ${among(codes)}`, sql`${places.parentCode} in ${among(codes)}`))
    },

    /** Streets and communities that stand, for the templates: within a district or everywhere. One round trip. */
    async placeList(within: string | null) {
      const district = sql`coalesce(${places.zoneCode}, (select zone_code from places up
        where up.code = ${places.parentCode}), substr(${places.code}, 1, 6))`
      return db
        .select({
          code: places.code,
          name: places.name,
          above: sql<string>`coalesce((select name from places up where up.code = ${places.parentCode}), '')`,
        })
        .from(places)
        .where(
          and(
            inArray(places.kind, ["street", "community"]),
            isNull(places.retiredFrom),
            within === null ? undefined : eq(district, within),
          ),
        )
        .orderBy(places.code)
    },
  }
}
