import { and, eq } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { ListPage } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { type EstateFilter, estateOrders, listed, managedOn } from "./estate-pages.ts"
import type { Scope } from "./scope.ts"

const finest = alias(places, "finest")

/** Lists of estates that programs page through: they keep their place while estates come and go. */
export function estateListReads(db: Database, scope: Scope) {
  return {
    /** A page of the estates that a filter leaves; one round trip. */
    async after(filter: EstateFilter, page: ListPage) {
      const order = estateOrders[filter.sort]
      const rows = await db
        .select({
          id: estates.id,
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
        .where(and(listed(scope, filter), order.behind(page.after)))
        .orderBy(...order.by)
        .limit(page.limit + 1)
      return order.found(rows, page)
    },
  }
}
