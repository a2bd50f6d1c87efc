import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm"
import { correctionRequests as requests } from "../../schema/tables/correction-requests.ts"
import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { places } from "../../schema/tables/places.ts"
import type { CorrectionRequestState } from "../domain/correction/request.ts"
import type { RequestSort } from "../domain/correction/request-list.ts"
import type { ListPage } from "../domain/list.ts"
import type { Database } from "./database.ts"
import { searched } from "./estate-pages.ts"
import { askList, listOrder } from "./list.ts"
import type { Scope } from "./scope.ts"

/** What requests are narrowed to; an empty code narrows nothing. */
export interface RequestFilter {
  state: CorrectionRequestState | "all"
  district: string
  quarter: string
  q: string
  sort: RequestSort
}

/** A row of the list. */
export interface ListedRequest {
  id: string
  quarter: string
  state: CorrectionRequestState
  estate: string
  slug: string
  demonstration: boolean
  placeName: string
  organisation: string
  filedAt: string
  dueDay: string
}

/** A company reads what it asked for itself, of the estates that its member has; an authority what stands in its place. */
export function readable(scope: Scope): SQL {
  const { actor, registered } = scope
  const own =
    actor.kind === "member" && actor.organisation.kind === "company"
      ? eq(requests.organisationId, actor.organisation.id)
      : sql`1 = 1`
  return and(own, registered)!
}

/** More than any day of the Julian calendar: what does not wait stands behind what does, the newest first. */
const BEHIND = 1_000_000_000

function orderOf(sort: RequestSort) {
  const of = {
    waiting: sql`case ${requests.state} when 'asked' then julianday(${requests.dueDay})
      else ${BEHIND} - julianday(${requests.filedAt}) end`,
    filed: sql`${requests.filedAt}`,
    estate: sql`${estates.name}`,
  }[sort]
  return { of, order: listOrder({ at: of, id: requests.id }, sort === "filed" ? "descending" : "ascending") }
}

/** A page of the requests in scope, with the districts and quarters that there are; one round trip. */
export async function requestPage(
  db: Database,
  scope: Scope,
  { state, district, quarter, q, sort }: RequestFilter,
  page: ListPage,
) {
  const { of, order } = orderOf(sort)
  const among = readable(scope)
  const where = and(
    among,
    state === "all" ? undefined : eq(requests.state, state),
    district === "" ? undefined : eq(estates.districtCode, district),
    quarter === "" ? undefined : eq(requests.quarter, quarter),
    searched(q),
  )
  const from = sql`${requests} join ${estates} on ${estates.id} = ${requests.estateId}`
  const asked = askList(db, { from, id: requests.id, where, order }, page)
  const [rows, districts, periods, version, total] = await db.batch([
    db
      .select({
        at: sql<string | number>`${of}`,
        id: requests.id,
        quarter: requests.quarter,
        state: requests.state,
        estate: estates.name,
        slug: estates.slug,
        origin: estates.origin,
        placeName: places.name,
        organisation: organisations.name,
        filedAt: requests.filedAt,
        dueDay: requests.dueDay,
      })
      .from(requests)
      .innerJoin(estates, eq(estates.id, requests.estateId))
      .innerJoin(places, eq(places.code, estates.districtCode))
      .innerJoin(organisations, eq(organisations.id, requests.organisationId))
      .where(inArray(requests.id, asked.among))
      .orderBy(...order.by),
    db
      .selectDistinct({ code: places.code, name: places.name })
      .from(requests)
      .innerJoin(estates, eq(estates.id, requests.estateId))
      .innerJoin(places, eq(places.code, estates.districtCode))
      .where(among)
      .orderBy(asc(places.code)),
    db
      .selectDistinct({ quarter: requests.quarter })
      .from(requests)
      .innerJoin(estates, eq(estates.id, requests.estateId))
      .where(among)
      .orderBy(desc(requests.quarter)),
    ...asked.statements,
  ])
  const { rows: shown, ...rest } = asked.found(rows, version, total)
  const told = shown.map(
    ({ at, origin, ...row }): ListedRequest => ({ ...row, demonstration: origin === "demonstration" }),
  )
  return { ...rest, rows: told, districts, quarters: periods.map(({ quarter }) => quarter) }
}
