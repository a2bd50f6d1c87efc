import { and, asc, eq, inArray, isNull, ne, not, or, type SQL, sql } from "drizzle-orm"
import type { BatchResponse } from "drizzle-orm/batch"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { submissions } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { GridFigures } from "../domain/registry/micro-grid.ts"
import { searchWords } from "../domain/registry/spelling.ts"
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
import type { Scope } from "./scope.ts"

const PAGE_SIZE = 50

const district = alias(places, "district")
const street = alias(places, "street")
const finest = alias(places, "finest")

export interface EstateFilter {
  /** Names, pinyin, initials, former names or streets, parted by spaces; the beginning of a place code. */
  q: string
  /** Code of a district; all when empty. */
  district: string
  /** `standing` is all that is not retired; `former` what a company managed before. */
  show: "standing" | "incomplete" | "unmanaged" | "former" | "retired"
  /** The present day, Asia/Shanghai. */
  today: string
  /** From 1. */
  page: number
}

export interface RegistryRow extends GridFigures {
  slug: string
  name: string
  districtName: string
  placeName: string
  company: string | null
  demonstration: boolean
  retiredFrom: string | null
}

export interface RegistryPage {
  rows: RegistryRow[]
  total: number
  page: number
  pages: number
  /** Districts in which the actor sees estates. */
  districts: { code: string; name: string }[]
}

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

/** Who manages an estate on a day. */
export function managedOn(day: string): SQL | undefined {
  const open = or(isNull(tenures.toDate), sql`${tenures.toDate} >= ${day}`)
  return and(eq(tenures.estateId, estates.id), sql`${tenures.fromDate} <= ${day}`, open)
}

const incomplete = sql`(${estates.households} is null or ${estates.microGrids} is null
  or ${estates.gridWorkers} is null or ${estates.generalGrids} is null)`

/** What a company manages or will manage: a tenure of its own that is not over. */
function own({ actor }: Scope, today: string): SQL | undefined {
  if (actor.kind !== "member" || actor.organisation.kind !== "company") return undefined
  return sql`exists (select 1 from tenures mine where mine.estate_id = ${estates.id}
    and mine.organisation_id = ${actor.organisation.id} and (mine.to_date is null or mine.to_date >= ${today}))`
}

function shown(scope: Scope, { show, today }: Pick<EstateFilter, "show" | "today">): SQL | undefined {
  const mine = own(scope, today)
  if (show === "former") return mine && not(mine)
  const retired = sql`${estates.retiredFrom} <= ${today}`
  if (show === "retired") return and(retired, mine)
  const standing = and(sql`(${estates.retiredFrom} is null or ${estates.retiredFrom} > ${today})`, mine)
  if (show === "incomplete") return and(standing, incomplete)
  return show === "unmanaged" ? and(standing, isNull(tenures.id)) : standing
}

/** Every word must be found; digits also as the beginning of a place code. */
function searched(q: string): SQL | undefined {
  const one = (word: string) => {
    const found = sql`instr(${estates.searchText}, ${word}) > 0`
    return /^\d{4,12}$/.test(word) ? or(found, sql`${estates.placeCode} like ${`${word}%`}`) : found
  }
  return and(...searchWords(q).map(one))
}

/** What a list of the registry holds, whatever page of it. */
export function listed(scope: Scope, filter: Omit<EstateFilter, "page">): SQL | undefined {
  const inDistrict = filter.district === "" ? undefined : eq(estates.districtCode, filter.district)
  return and(
    ne(estates.origin, "press"),
    scope.registered,
    inDistrict,
    shown(scope, filter),
    searched(filter.q),
  )
}

function listQueries(db: Database, scope: Scope, filter: EstateFilter) {
  const mine = and(ne(estates.origin, "press"), scope.registered)
  return [
    db
      .select({
        slug: estates.slug,
        name: estates.name,
        districtName: district.name,
        placeName: finest.name,
        company: organisations.name,
        origin: estates.origin,
        retiredFrom: estates.retiredFrom,
        households: estates.households,
        microGrids: estates.microGrids,
        gridWorkers: estates.gridWorkers,
        generalGrids: estates.generalGrids,
        total: sql<number>`count(*) over ()`,
      })
      .from(estates)
      .innerJoin(district, eq(district.code, estates.districtCode))
      .innerJoin(finest, eq(finest.code, estates.placeCode))
      .leftJoin(tenures, managedOn(filter.today))
      .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
      .where(listed(scope, filter))
      .orderBy(asc(estates.districtCode), asc(estates.name), asc(estates.id))
      .limit(PAGE_SIZE)
      .offset((filter.page - 1) * PAGE_SIZE),
    db
      .select({ code: places.code, name: places.name })
      .from(places)
      .where(inArray(places.code, db.select({ code: estates.districtCode }).from(estates).where(mine)))
      .orderBy(asc(places.code)),
  ] as const
}

async function listPage(db: Database, scope: Scope, filter: EstateFilter): Promise<RegistryPage> {
  const [rows, districts] = await db.batch(listQueries(db, scope, filter))
  if (rows.length === 0 && filter.page > 1) return listPage(db, scope, { ...filter, page: 1 })
  const total = rows[0]?.total ?? 0
  return {
    rows: rows.map(({ origin, total: _, ...row }) => ({ ...row, demonstration: origin === "demonstration" })),
    total,
    page: filter.page,
    pages: Math.ceil(total / PAGE_SIZE),
    districts,
  }
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
    estate: { ...estate, formerNames: JSON.parse(estate.formerNames) as string[] },
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
    list: (filter: EstateFilter): Promise<RegistryPage> => listPage(db, scope, filter),

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
