import type { FrontDoor } from "../front-door.ts"
import { parts } from "./parts.ts"

/** Real values for the parameters of all routes: of everybody, of single routes, of one organisation each. */
export interface RouteValues {
  /** What belongs to each organisation. */
  own: ReadonlyMap<string, Record<string, string>>
  /** A route (`METHOD /path/:parameter`) with its values; `more` go before those of everybody and of organisations. */
  path(route: string, organisation: string, more: Record<string, string>): string
}

/** Makes what the routes are asked with. */
export async function openValues(door: FrontDoor, organisations: Iterable<string>): Promise<RouteValues> {
  const parameters: Record<string, string> = {}
  const ofRoute: Record<string, Record<string, string>> = {}
  for (const part of parts) {
    Object.assign(parameters, await part.parameters(door))
    Object.assign(ofRoute, await part.routes?.(door))
  }
  const own = new Map<string, Record<string, string>>()
  for (const organisation of organisations) {
    const values = parts.map((part) => part.own?.(door, organisation) ?? {})
    own.set(organisation, Object.assign({}, ...(await Promise.all(values))))
  }
  return {
    own,
    path(route, organisation, more) {
      const values = { ...parameters, ...own.get(organisation), ...more, ...ofRoute[route] }
      return (route.split(" ")[1] ?? "").replace(/:(\w+)/g, (whole, name: string) => values[name] ?? whole)
    },
  }
}

/** An estate of `people`'s community that has been filed for in the open quarter, by its slug. */
export async function filedEstate(door: FrontDoor): Promise<string> {
  const [submitted] = await door.cell.rows(
    `select e.slug from estates e join submissions s on s.estate_id = e.id and s.quarter = ?
     where e.place_code = '510104018004' order by e.id`,
    [door.openQuarter],
  )
  return String(submitted?.["slug"])
}

/** An estate of `openPeople` whose quarter has been filed, and one where nothing has begun. */
export async function denialEstates(door: FrontDoor): Promise<{ filed: string; fresh: string }> {
  const found = await door.cell.rows(
    `select e.slug, s.state from estates e left join submissions s on s.estate_id = e.id and s.quarter = ?
     where e.place_code = '510104018004' order by e.id`,
    [door.openQuarter],
  )
  const slugOf = (begun: boolean) => String(found.find((row) => (row["state"] !== null) === begun)?.["slug"])
  return { filed: slugOf(true), fresh: slugOf(false) }
}
