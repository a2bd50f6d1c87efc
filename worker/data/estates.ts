import { and, asc, eq, isNull, ne, sql } from "drizzle-orm"
import type { BatchResponse } from "drizzle-orm/batch"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { firstPage, type ListPage } from "../domain/list.ts"
import type { EstateQuarter, Tenure } from "../domain/registry/tenures.ts"
import type { Database } from "./database.ts"
import {
  closedQuery,
  companiesQuery,
  companyQuery,
  namesakeQuery,
  placeQuery,
  slugQuery,
  toPlaceFound,
} from "./estate-checks.ts"
import { type EstateFilter, listPage, type RegistryPage } from "./estate-pages.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"

const district = alias(places, "district")
const street = alias(places, "street")
const finest = alias(places, "finest")

/** One estate of the registry with everything that its pages show. */
export interface EstateSheet {
  estate: Omit<typeof estates.$inferSelect, "formerNames"> & { formerNames: string[] }
  districtName: string
  streetName: string | null
  placeNames: string[]
  /** Latest first. */
  tenures: (Tenure & { company: string })[]
  /** Newest first. */
  quarters: EstateQuarter[]
}

/** The statements of one estate's sheet; run as one batch and given to toSheet in this order. */
export function sheetQueries(db: Database, scope: Scope, slug: string) {
  const mine = and(eq(estates.slug, slug), ne(estates.origin, "press"), scope.registered)
  return [
    db
      .select({ estate: estates, districtName: district.name, streetName: street.name, finest })
      .from(estates)
      .innerJoin(district, eq(district.code, estates.districtCode))
      .innerJoin(finest, eq(finest.code, estates.placeCode))
      .leftJoin(street, eq(street.code, estates.streetCode))
      .where(mine),
    db
      .select({
        id: tenures.id,
        organisationId: tenures.organisationId,
        fromDate: tenures.fromDate,
        toDate: tenures.toDate,
        company: organisations.name,
      })
      .from(tenures)
      .innerJoin(estates, eq(estates.id, tenures.estateId))
      .innerJoin(organisations, eq(organisations.id, tenures.organisationId))
      .where(mine)
      .orderBy(sql`${tenures.fromDate} desc`),
    db
      .select({
        quarter: quarters.quarter,
        state: submissions.state,
        closed: sql<boolean>`${closings.closedAt} is not null`.mapWith(Boolean),
        released:
          sql<boolean>`exists (select 1 from releases r where r.period = ${quarters.quarter})`.mapWith(
            Boolean,
          ),
        // Whether the estate was there: filed for, in a release, or entered before its district closed.
        part: sql<boolean>`${submissions.id} is not null or ${closings.closedAt} > ${estates.createdAt}
          or exists (select 1 from releases r join scorecards s on s.release_id = r.id
            where r.period = ${quarters.quarter} and s.estate_id = ${estates.id})`.mapWith(Boolean),
      })
      .from(quarters)
      .innerJoin(estates, mine)
      .leftJoin(
        submissions,
        and(eq(submissions.estateId, estates.id), eq(submissions.quarter, quarters.quarter)),
      )
      .leftJoin(
        closings,
        and(eq(closings.placeCode, estates.districtCode), eq(closings.quarter, quarters.quarter)),
      )
      .orderBy(sql`${quarters.quarter} desc`),
  ] as const
}

type SheetRows = BatchResponse<ReturnType<typeof sheetQueries>>

/** The sheet of a batch's rows; null when the estate is not in the actor's scope. */
export function toSheet([[found], tenureRows, quarterRows]: SheetRows): EstateSheet | null {
  if (!found) return null
  const { estate, districtName, streetName } = found
  const names = [districtName, streetName, found.finest.name].filter((name) => name !== null)
  return {
    estate: { ...estate, formerNames: stored.formerNames(estate.formerNames) },
    districtName,
    streetName,
    placeNames: [...new Set(names)],
    tenures: tenureRows,
    quarters: quarterRows.map(({ quarter, state, closed, released, part }) => ({
      quarter,
      state,
      released,
      open: !closed && !released,
      frozen: (closed || released) && part,
    })),
  }
}

/** Estates as the registry shows them: what the actor may see of them, whatever the quarter. */
export function estateReads(db: Database, scope: Scope) {
  return {
    /** A page of the estates in the actor's scope; one round trip, two past the end. */
    list: (filter: EstateFilter, page: ListPage = firstPage): Promise<RegistryPage> =>
      listPage(db, scope, filter, page),

    /** All estates that stand in the actor's scope with who managed them, a row for each company; one round trip. */
    async table() {
      const rows = await db
        .select({
          estate: estates,
          company: organisations.name,
          uscc: organisations.uscc,
          fromDate: tenures.fromDate,
          toDate: tenures.toDate,
        })
        .from(estates)
        .leftJoin(tenures, eq(tenures.estateId, estates.id))
        .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
        .where(and(ne(estates.origin, "press"), isNull(estates.retiredFrom), scope.registered))
        .orderBy(asc(estates.placeCode), asc(estates.name), asc(estates.id), asc(tenures.fromDate))
      return rows.map(({ estate, ...tenure }) => ({
        ...estate,
        ...tenure,
        formerNames: stored.formerNames(estate.formerNames),
      }))
    },

    /** One estate; null when it is not the actor's to see. One round trip. */
    async sheet(slug: string): Promise<EstateSheet | null> {
      return toSheet(await db.batch(sheetQueries(db, scope, slug)))
    },

    /** One estate and the companies that a name or code means; null when it is not the actor's to see. One round trip. */
    async sheetAndCompany(slug: string, typed: string) {
      const [companies, ...rows] = await db.batch([companyQuery(db, typed), ...sheetQueries(db, scope, slug)])
      const sheet = toSheet(rows)
      return sheet && { sheet, companies }
    },

    /** One estate and the companies that it could be given to; null when it is not the actor's. One round trip. */
    async sheetAndCompanies(slug: string) {
      const [companies, ...rows] = await db.batch([companiesQuery(db), ...sheetQueries(db, scope, slug)])
      const sheet = toSheet(rows)
      return sheet && { sheet, companies: companies.map(({ name }) => name) }
    },

    /** What a new estate meets: its place, its namesakes, addresses like its own. One round trip. */
    async forNew(name: string, placeCode: string, slugBase: string) {
      const [place, namesakes, slugs] = await db.batch([
        placeQuery(db, placeCode),
        namesakeQuery(db, name, placeCode),
        slugQuery(db, slugBase),
      ])
      return {
        place: toPlaceFound(place),
        namesakes,
        slugs: new Set(slugs.map(({ slug }) => slug)),
      }
    },

    /** One estate with what its changed facts meet; null when it is not the actor's to see. One round trip. */
    async forEdit(slug: string, name: string, placeCode: string) {
      const [place, namesakes, closed, ...rows] = await db.batch([
        placeQuery(db, placeCode),
        namesakeQuery(db, name, placeCode),
        closedQuery(db, slug),
        ...sheetQueries(db, scope, slug),
      ])
      const sheet = toSheet(rows)
      if (!sheet) return null
      const others = namesakes.filter(({ id }) => id !== sheet.estate.id)
      return { sheet, place: toPlaceFound(place), namesakes: others, closed }
    },
  }
}
