import { asc, eq, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { places } from "../../schema/tables/places.ts"
import type { Database } from "./database.ts"
import { keptCounts } from "./kept-counts.ts"
import type { Scope } from "./scope.ts"
import { dueEstates } from "./submissions.ts"

const district = alias(places, "of_district")
const street = alias(places, "of_street")

/** The districts and streets in which a quarter's estates stand. */
export function placesOf(db: Database, scope: Scope, quarter: string) {
  const found = db
    .selectDistinct({
      code: sql<string>`coalesce(${estates.streetCode}, ${estates.districtCode})`.as("code"),
      district: estates.districtCode,
      districtName: sql<string>`${district.name}`.as("district_name"),
      streetName: sql<string | null>`${street.name}`.as("street_name"),
    })
    .from(estates)
    .innerJoin(district, eq(district.code, estates.districtCode))
    .leftJoin(street, eq(street.code, estates.streetCode))
    .where(dueEstates(scope, quarter))
    .orderBy(asc(estates.districtCode), sql`code`)
  return keptCounts(db, found, ["code", "district_code", "district_name", "street_name"])
}

/** The places that can be chosen: each district, and its streets behind it. */
export function placeChoices(rows: unknown[][]): { code: string; name: string }[] {
  const found = new Map<string, string>()
  for (const [code, districtCode, districtName, streetName] of rows) {
    found.set(String(districtCode), String(districtName))
    if (streetName !== null) found.set(String(code), `${districtName} ${streetName}`)
  }
  return [...found].map(([code, name]) => ({ code, name }))
}
