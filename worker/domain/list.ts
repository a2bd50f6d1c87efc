import { DomainError } from "./errors.ts"
import { anyJson } from "./stored.ts"

/** Where a page of a list ended: what its last row has in the fields that the list is ordered by. */
export type ListPlace = readonly (string | number)[]

/** A page as it is asked for; `after` is null for the first. */
export interface ListPage {
  after: ListPlace | null
  limit: number
}

/** The rows of a page, and where the next one begins; null when this is the last. */
export interface ListFound<Row> {
  rows: Row[]
  next: ListPlace | null
}

/** The order that somebody asks for by name. Errors: DomainError invalid (`list_sort_unknown`, with those there are). */
export function sortOf<Sort extends string>(sorts: readonly Sort[], asked: string): Sort {
  const found = sorts.find((sort) => sort === asked)
  if (found) return found
  throw new DomainError("invalid", "list_sort_unknown", [], {
    sort: asked.slice(0, 40),
    sorts: sorts.join(", "),
  })
}

const isValue = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number"

/** A place that was written as JSON; null for a text that is none. */
export function listPlace(text: string): ListPlace | null {
  try {
    const place = anyJson(text)
    return Array.isArray(place) && place.length > 0 && place.every(isValue) ? place : null
  } catch {
    return null
  }
}
