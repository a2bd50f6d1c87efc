import {
  type HitGroup,
  type HitKind,
  hitKinds,
  type PlaceHit,
  type SearchHit,
  type SearchView,
} from "../../../web/pages/public/search-view.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { Found, SearchIndex } from "../../domain/search/search-index.ts"
import { searchedRelease } from "../../usecases/public/search-city.ts"
import { type Missing, pageNumber } from "./query.ts"
import type { PressEstate } from "./reader.ts"
import type { PageRequest } from "./serve.ts"

/** Estates, and others, on a page; of each kind where all stand together; and among suggestions. */
const ON_PAGE = 50
const TOGETHER = { estate: 20, other: 6 }
const SUGGESTED = { estate: 4, other: 3 }

const isKind = (text: string): text is HitKind => hitKinds.some((kind) => kind === text)

function rowHit(rows: Rows, at: number): SearchHit {
  const { slug, name, placeNames, demonstration, outcome, band, base } = rows.row(at)
  return { slug, name, placeNames, demonstration, outcome, band, base }
}

const pressHit = ({ slug, name, placeNames }: PressEstate): SearchHit => {
  return { slug, name, placeNames, demonstration: false, outcome: "press", band: null, base: null }
}

/** What was found of a kind, as places in the lists of the index. */
function foundOf({ city }: SearchIndex, found: Found, kind: HitKind): number[] {
  if (kind === "estate") return found.estates
  if (kind === "district") return found.districts
  if (kind === "company") return found.companies
  return found.places.filter((at) => city.places[at]?.kind === kind)
}

interface Searched {
  index: SearchIndex
  found: Found
  rows: Rows | null
  press: readonly PressEstate[]
}

function groupOf({ index, found, rows, press }: Searched, kind: HitKind, from: number, to: number): HitGroup {
  const { city } = index
  const all = foundOf(index, found, kind)
  const [total, shown] = [all.length, all.slice(from, to)]
  if (kind === "estate") {
    const released = rows?.length ?? 0
    const hits = shown.flatMap((at) => {
      if (rows && at < released) return [rowHit(rows, at)]
      const own = press[at - released]
      return own ? [pressHit(own)] : []
    })
    return { kind, total, hits }
  }
  const hits = shown.flatMap((at): PlaceHit[] => {
    const district = city.districts[at]
    if (kind === "district") return district ? [{ ...district, within: [] }] : []
    if (kind === "company") {
      const own = city.companies[at]
      return own ? [{ ...own, code: own.name, within: [] }] : []
    }
    const place = city.places[at]
    return place ? [place] : []
  })
  return { kind, total, hits }
}

/** Where no estate is called so, its place or company is what was meant. */
const orderOf = ({ named }: Found): HitKind[] =>
  named > 0 ? [...hitKinds] : [...hitKinds.filter((kind) => kind !== "estate"), "estate"]

async function searched(
  { reader, state, searchIndex }: PageRequest,
  q: string,
): Promise<Searched & Pick<SearchView, "edition" | "estates">> {
  const release = searchedRelease(state)
  const rows = release && (await reader.list(release))
  const index = await searchIndex()
  const edition = release && (await reader.edition(release.editionId))
  return { index, found: index.find(q), rows, press: state.press, edition, estates: rows?.length ?? 0 }
}

/** What a search found, of all kinds together or page by page of one; or what of its address does not exist. */
export async function searchView(request: PageRequest, q: string): Promise<SearchView | Missing> {
  const { in: asked = "", page: askedPage = "" } = request.query
  const page = pageNumber(askedPage)
  if (asked !== "" && !isKind(asked)) return { missing: "address", asked: asked.slice(0, 40) }
  const { edition, estates, ...one } = await searched(request, q)
  const shared = { q, near: one.found.near, edition, estates }
  if (asked === "") {
    const groups = orderOf(one.found).map((kind) =>
      groupOf(one, kind, 0, kind === "estate" ? TOGETHER.estate : TOGETHER.other),
    )
    return { ...shared, groups: groups.filter(({ total }) => total > 0), only: null, page: 1, pages: 1 }
  }
  const pages = Math.max(1, Math.ceil(foundOf(one.index, one.found, asked).length / ON_PAGE))
  if (page === null || page > pages) return { missing: "page", asked: askedPage.slice(0, 40) }
  const group = groupOf(one, asked, (page - 1) * ON_PAGE, page * ON_PAGE)
  return { ...shared, groups: group.total > 0 ? [group] : [], only: asked, page, pages }
}

/** The first of each kind, for who is still typing. */
export async function suggestionsView(request: PageRequest, q: string): Promise<SearchView> {
  const { edition, estates, ...one } = await searched(request, q)
  const groups = orderOf(one.found).map((kind) =>
    groupOf(one, kind, 0, kind === "estate" ? SUGGESTED.estate : SUGGESTED.other),
  )
  const shown = groups.filter(({ total }) => total > 0)
  return { q, near: one.found.near, edition, estates, groups: shown, only: null, page: 1, pages: 1 }
}
