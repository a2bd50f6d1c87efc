import { and, asc, eq, inArray, isNull, ne, not, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/sqlite-core"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import type { ListFound, ListPage } from "../domain/list.ts"
import type { EstateShow } from "../domain/registry/estate-list.ts"
import type { EstateSort } from "../domain/registry/estate-sorts.ts"
import type { GridFigures } from "../domain/registry/micro-grid.ts"
import { searchWords } from "../domain/registry/spelling.ts"
import type { Database } from "./database.ts"
import { keptCounts } from "./kept-counts.ts"
import { askList, type ListOrder, listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"

const district = alias(places, "district")
const finest = alias(places, "finest")

export interface EstateFilter {
  /** Names, pinyin, initials, former names or streets, parted by spaces; the beginning of a place code. */
  q: string
  /** Code of a district; all when empty. */
  district: string
  show: EstateShow
  sort: EstateSort
  /** The present day, Asia/Shanghai. */
  today: string
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

export interface RegistryPage extends ListFound<RegistryRow> {
  total: number
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
export function searched(q: string): SQL | undefined {
  const one = (word: string) => {
    const found = sql`instr(${estates.searchText}, ${word}) > 0`
    return /^\d{4,12}$/.test(word) ? or(found, sql`${estates.placeCode} like ${`${word}%`}`) : found
  }
  const words = searchWords(q)
  // Signs alone are no word that could be found: all of the list would be no answer to them.
  return words.length === 0 && q.trim() !== "" ? sql`0` : and(...words.map(one))
}

/** What a list of the registry holds, whatever page of it. */
export function listed(scope: Scope, filter: EstateFilter): SQL | undefined {
  const inDistrict = filter.district === "" ? undefined : eq(estates.districtCode, filter.district)
  return and(
    ne(estates.origin, "press"),
    scope.registered,
    inDistrict,
    shown(scope, filter),
    searched(filter.q),
  )
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

/** A page of the estates in the actor's scope. */
export async function listPage(
  db: Database,
  scope: Scope,
  filter: EstateFilter,
  page: ListPage,
): Promise<RegistryPage> {
  const order = estateOrders[filter.sort]
  const managed = sql`${estates} left join ${tenures} on ${managedOn(filter.today)}`
  const source = {
    from: filter.show === "unmanaged" ? managed : sql`${estates}`,
    id: estates.id,
    where: listed(scope, filter),
    order,
  }
  const asked = askList(db, source, page)
  const places = districtsOf(db, scope)
  const query = db
    .select({
      id: estates.id,
      slug: estates.slug,
      name: estates.name,
      districtCode: estates.districtCode,
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
    .where(inArray(estates.id, asked.among))
    .orderBy(...order.by)
  const [rows, named, version, count] = await db.batch([query, places.statement, ...asked.statements])
  const { rows: found, ...rest } = asked.found(rows, version, count)
  return {
    ...rest,
    rows: found.map(({ id: _, districtCode: __, origin, ...row }) => ({
      ...row,
      demonstration: origin === "demonstration",
    })),
    districts: places.read(named).map(([code, name]) => ({ code: String(code), name: String(name) })),
  }
}
