import { and, asc, eq, gt } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { Database } from "./database.ts"
import { type EstateFilter, listed, managedOn } from "./estate-pages.ts"
import type { Scope } from "./scope.ts"

const finest = alias(places, "finest")

/** Lists of estates that programs page through: they keep their place while estates come and go. */
export function estateListReads(db: Database, scope: Scope) {
  return {
    /** Estates by slug, one more than the limit when there are more; one round trip. */
    async after(
      filter: Omit<EstateFilter, "page">,
      { after, limit }: { after: string | null; limit: number },
    ) {
      return db
        .select({
          slug: estates.slug,
          name: estates.name,
          placeCode: estates.placeCode,
          place: finest.name,
          districtCode: estates.districtCode,
          company: organisations.name,
          origin: estates.origin,
          retiredFrom: estates.retiredFrom,
          households: estates.households,
          microGrids: estates.microGrids,
          gridWorkers: estates.gridWorkers,
          generalGrids: estates.generalGrids,
        })
        .from(estates)
        .innerJoin(finest, eq(finest.code, estates.placeCode))
        .leftJoin(tenures, managedOn(filter.today))
        .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
        .where(and(listed(scope, filter), after ? gt(estates.slug, after) : undefined))
        .orderBy(asc(estates.slug))
        .limit(limit + 1)
    },
  }
}
