import { cutText } from "./cut-text.ts"
import { DomainError } from "./errors.ts"
import { anyJson } from "./stored.ts"

/** Where a page of a list ended: what its last row has in the fields that the list is ordered by. */
export type ListPlace = readonly (string | number)[]

/** A page as it is asked for: behind a row or, going back, before one; the first one with neither. */
export interface ListPage {
  after: ListPlace | null
  before?: ListPlace | null
  limit: number
}

/** The rows of a page, and from where the next and the previous one are told; null where there is none. */
export interface ListFound<Row> {
  rows: Row[]
  next: ListPlace | null
  previous: ListPlace | null
}

/** How many rows a page of a list on the desk shows, and how many are held in memory while a file is written. */
export const listRows = { page: 50, file: 2000 } as const

/** How the values of a column are written. */
export type ColumnKind = "text" | "number" | "day" | "time"

/** What a filter takes: one of some words, the `usual` one when nothing is said; or a code, as it stands. */
export type FilterKind = { of: readonly string[]; usual: string } | "code"

/** The first page of a list on the desk. */
export const firstPage: ListPage = { after: null, limit: listRows.page }

/**
 * A list as one value: its columns in their order, what it can be narrowed to and ordered by (first the usual order), and
 * whether words are looked for in it. What its columns are called and how a cell is shown stands in `web/pages`
 * (`ShownColumns`), which rows it has in `worker/data` (`askList`); pages, files and the number of rows draw on the same.
 */
export interface ListKind<Column extends string, Filter extends string, Sort extends string> {
  name: string
  columns: Readonly<Record<Column, ColumnKind>>
  filters: Readonly<Record<Filter, FilterKind>>
  sorts: readonly [Sort, ...Sort[]]
  searched: boolean
}

/** What of a list is asked for. */
export interface ListAsked<Filter extends string = string, Sort extends string = string> {
  q: string
  sort: Sort
  filters: Readonly<Record<Filter, string>>
}

/** Names a list: its columns, filters and orders become types. */
export const listKind = <Column extends string, Filter extends string, Sort extends string>(
  kind: ListKind<Column, Filter, Sort>,
): ListKind<Column, Filter, Sort> => kind

/** The words that a filter takes; none for one that takes codes. */
export function choicesOf<Filter extends string>(
  { filters }: Pick<ListKind<string, Filter, string>, "filters">,
  filter: Filter,
): readonly string[] {
  const kind = filters[filter]
  return kind === "code" ? [] : kind.of
}

const MOST_WORDS = 100
const MOST_CODE = 40

function filterOf(name: string, kind: FilterKind, asked: string): string {
  if (kind === "code") return cutText(asked, MOST_CODE)
  if (asked === "") return kind.usual
  if (kind.of.includes(asked) || asked === kind.usual) return asked
  const given = { filter: name, value: cutText(asked, 40), values: kind.of.join(", ") }
  throw new DomainError("invalid", "list_filter_unknown", [], given)
}

/**
 * What an address asks of a list. Errors: DomainError invalid (`list_sort_unknown`, `list_filter_unknown`, with what there
 * is).
 */
export function askedOf<Filter extends string, Sort extends string>(
  { filters, sorts, searched }: ListKind<string, Filter, Sort>,
  query: Readonly<Record<string, string | undefined>>,
): ListAsked<Filter, Sort> {
  const asked = query["sort"] ?? ""
  const named = Object.entries<FilterKind>(filters).map(([name, kind]) => [
    name,
    filterOf(name, kind, query[name] ?? ""),
  ])
  return {
    q: searched ? cutText((query["q"] ?? "").normalize("NFKC").trim(), MOST_WORDS) : "",
    sort: asked === "" ? sorts[0] : sortOf(sorts, asked),
    filters: Object.fromEntries(named) as Record<Filter, string>,
  }
}

/** The query of the address that shows exactly these rows: what is usual is left out. */
export function listQuery<Filter extends string, Sort extends string>(
  { filters, sorts }: ListKind<string, Filter, Sort>,
  asked: Partial<ListAsked<Filter, Sort>>,
): Record<string, string> {
  const named = Object.entries<FilterKind>(filters).flatMap(([name, kind]): [string, string][] => {
    const value = asked.filters?.[name as Filter] ?? ""
    return value === "" || (kind !== "code" && value === kind.usual) ? [] : [[name, value]]
  })
  return {
    ...(asked.q ? { q: asked.q } : {}),
    ...Object.fromEntries(named),
    ...(asked.sort === undefined || asked.sort === sorts[0] ? {} : { sort: asked.sort }),
  }
}

/** The order that somebody asks for by name. Errors: DomainError invalid (`list_sort_unknown`, with those there are). */
export function sortOf<Sort extends string>(sorts: readonly Sort[], asked: string): Sort {
  const found = sorts.find((sort) => sort === asked)
  if (found) return found
  throw new DomainError("invalid", "list_sort_unknown", [], {
    sort: cutText(asked, 40),
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
