import { and, asc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings } from "../../schema/tables/quarters.ts"
import type { PlaceFound } from "../domain/registry/estate-place.ts"
import { plainText } from "../domain/registry/names.ts"
import type { Database } from "./database.ts"

const above = alias(places, "above")

/** Places with what stands above them, and whether something finer is known below. */
export function placesQuery(db: Database) {
  return db
    .select({
      place: places,
      above,
      finer: sql<number>`exists (select 1 from places below where below.retired_from is null
        and (below.parent_code = ${places.code} or below.zone_code = ${places.code}))`,
    })
    .from(places)
    .leftJoin(above, eq(above.code, places.parentCode))
}

/** The place of a code. */
export function placeQuery(db: Database, code: string) {
  return placesQuery(db).where(eq(places.code, code))
}

/** What rules need of a place that was looked for; null when there is none. */
export function toPlaceFound([row]: Awaited<ReturnType<typeof placeQuery>>): PlaceFound | null {
  if (!row) return null
  const street = row.above?.kind === "street" ? row.above : null
  return { place: row.place, street, hasFiner: row.finer > 0 }
}

/** Estates that have or had this name, those in the place first; those known from the press only are none. */
export function namesakeQuery(db: Database, name: string, placeCode: string) {
  return db
    .select({
      id: estates.id,
      name: estates.name,
      placeCode: estates.placeCode,
      placeName: places.name,
    })
    .from(estates)
    .innerJoin(places, eq(places.code, estates.placeCode))
    .where(
      and(
        ne(estates.origin, "press"),
        sql`instr(' ' || ${estates.searchText} || ' ', ${` ${plainText(name)} `}) > 0`,
      ),
    )
    .orderBy(sql`case when ${estates.placeCode} = ${placeCode} then 0 else 1 end`)
    .limit(50)
}

/** Addresses that begin as this one. */
export function slugQuery(db: Database, base: string) {
  return db
    .select({ slug: estates.slug })
    .from(estates)
    .where(sql`${estates.slug} = ${base} or ${estates.slug} like ${`${base}-%`}`)
}

/** Quarters that a district has closed while an estate was there or filed for, still to be released. */
export function closedQuery(db: Database, slug: string) {
  return db
    .select({ quarter: closings.quarter, placeCode: closings.placeCode })
    .from(closings)
    .innerJoin(estates, eq(estates.slug, slug))
    .where(and(concernsEstate, unreleased))
}

/** A closing that an estate of the same query was there for. */
const concernsEstate = sql`(${closings.closedAt} > ${estates.createdAt} or exists (select 1 from submissions s
  where s.estate_id = ${estates.id} and s.quarter = ${closings.quarter}))`
const unreleased = sql`${closings.quarter} not in (select period from releases)`

/** Whether one of these districts has closed such a quarter: what closedQuery finds, for a guard. */
export function anyClosed(estateId: string, districts: readonly string[]): SQL {
  return sql`exists (select 1 from ${closings} join ${estates} on ${estates.id} = ${estateId}
    where ${closings.placeCode} in (select value from json_each(${JSON.stringify(districts)}))
      and ${concernsEstate} and ${unreleased})`
}

/** Companies that can be chosen from a list; who runs more than these types the name. */
const COMPANIES_LISTED = 500

function standingCompany() {
  return and(eq(organisations.kind, "company"), isNull(organisations.deletedAt))
}

/** The companies whose name or 统一社会信用代码 is exactly this. */
export function companyQuery(db: Database, typed: string) {
  return db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(
      and(standingCompany(), or(eq(organisations.name, typed), eq(organisations.uscc, typed.toUpperCase()))),
    )
    .limit(2)
}

/** Companies by name, as many as a list holds. */
export function companiesQuery(db: Database) {
  return db
    .select({ name: organisations.name })
    .from(organisations)
    .where(standingCompany())
    .orderBy(asc(organisations.name))
    .limit(COMPANIES_LISTED)
}
