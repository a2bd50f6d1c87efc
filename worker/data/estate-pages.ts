import { and, asc, count, eq, inArray, isNull, ne, not, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { EstateSort } from "../domain/registry/estate-sorts.ts"
import type { GridFigures } from "../domain/registry/micro-grid.ts"
import { searchWords } from "../domain/registry/spelling.ts"
import type { Database } from "./database.ts"
import { keptCounts, keptPage } from "./kept-counts.ts"
import { type ListOrder, listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"

const PAGE_SIZE = 50

const district = alias(places, "district")
const finest = alias(places, "finest")

export interface EstateFilter {
  /** Names, pinyin, initials, former names or streets, parted by spaces; the beginning of a place code. */
  q: string
  /** Code of a district; all when empty. */
  district: string
  /** `standing` is all that is not retired; `former` what a company managed before. */
  show: "standing" | "incomplete" | "unmanaged" | "former" | "retired"
  sort: EstateSort
  /** The present day, Asia/Shanghai. */
  today: string
  /** From 1. */
  page: number
}

const { districtCode, id, name, slug } = estates

/** In which orders the registry is listed, on pages and by programs. */
export const estateOrders: Record<EstateSort, ListOrder<"districtCode" | "id" | "name" | "slug">> = {
  place: listOrder({ districtCode, name, id }),
  name: listOrder({ name, id }),
  slug: listOrder({ slug }),
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

/** How many there are on all pages. */
function totalOf(db: Database, scope: Scope, filter: EstateFilter) {
  const all = db
    .select({ n: count().as("n") })
    .from(estates)
    .$dynamic()
  const joined = filter.show === "unmanaged" ? all.leftJoin(tenures, managedOn(filter.today)) : all
  return keptCounts(db, joined.where(listed(scope, filter)), ["n"])
}

/** The districts in which the actor sees estates; few, and they change by a write only. */
function districtsOf(db: Database, scope: Scope) {
  const mine = and(ne(estates.origin, "press"), scope.registered)
  const codes = db.select({ code: estates.districtCode }).from(estates).where(mine)
  const found = db
    .select({ code: places.code, name: places.name })
    .from(places)
    .where(inArray(places.code, codes))
    .orderBy(asc(places.code))
  return keptCounts(db, found, ["code", "name"])
}

/** The rows of a page alone are joined to their places and companies. */
function pageQuery(db: Database, scope: Scope, filter: EstateFilter) {
  const order = estateOrders[filter.sort].by
  const all = db.select({ id: estates.id }).from(estates).$dynamic()
  const joined = filter.show === "unmanaged" ? all.leftJoin(tenures, managedOn(filter.today)) : all
  const onPage = joined
    .where(listed(scope, filter))
    .orderBy(...order)
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
  const shown = keptPage(db, onPage)
  const rows = db
    .select({
      id: estates.id,
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
    })
    .from(estates)
    .innerJoin(district, eq(district.code, estates.districtCode))
    .innerJoin(finest, eq(finest.code, estates.placeCode))
    .leftJoin(tenures, managedOn(filter.today))
    .leftJoin(organisations, eq(organisations.id, tenures.organisationId))
    .where(inArray(estates.id, shown.among))
    .orderBy(...order)
  return { rows, shown }
}

/** A page of the estates in the actor's scope. */
export async function listPage(db: Database, scope: Scope, filter: EstateFilter): Promise<RegistryPage> {
  const counted = totalOf(db, scope, filter)
  const places = districtsOf(db, scope)
  const asked = pageQuery(db, scope, filter)
  const [version, rows, all, named] = await db.batch([
    asked.shown.version,
    asked.rows,
    counted.statement,
    places.statement,
  ])
  asked.shown.keep(version, rows)
  if (rows.length === 0 && filter.page > 1) return listPage(db, scope, { ...filter, page: 1 })
  const total = Number(counted.read(all)[0]?.[0] ?? 0)
  return {
    rows: rows.map(({ id: _, origin, ...row }) => ({ ...row, demonstration: origin === "demonstration" })),
    total,
    page: filter.page,
    pages: Math.ceil(total / PAGE_SIZE),
    districts: places.read(named).map(([code, name]) => ({ code: String(code), name: String(name) })),
  }
}
