import type { GroupKind, GroupView, LikeGroup } from "../../../web/pages/public/group-view.ts"
import { median } from "../../domain/release/median.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { figureViews, type Looked, lookAt, quartersUpTo } from "./figures.ts"
import { chooseRelease, isMissing, type Missing, pageNumber } from "./query.ts"
import type { PageRequest } from "./serve.ts"

const rowsOnPage = 50
const likeShown = 12
const STREET_DIGITS = 9

/** What the address of the group that an estate belongs to names; null where it belongs to none. */
const codeOf: Record<GroupKind, (rows: Rows, at: number) => string | null> = {
  district: (rows, at) => rows.district(at),
  street: (rows, at) => {
    const [code] = rows.sites[rows.siteOf(at)] ?? [""]
    return code.length < STREET_DIGITS ? null : code.slice(0, STREET_DIGITS)
  },
  company: (rows, at) => rows.company(at),
}

const nameOf: Record<GroupKind, (rows: Rows, at: number) => string> = {
  district: (rows, at) => rows.placeNames(at)[0] ?? "",
  street: (rows, at) => rows.placeNames(at)[1] ?? "",
  company: (rows, at) => rows.company(at) ?? "",
}

const numbersOf = (rows: Rows, places: readonly number[]) =>
  places.map((at) => rows.number("base", at) ?? Number.NaN)

/** The median of scored estates, of as many as are compared. */
function medianOf(rows: Rows, places: readonly number[], least: number): number | null {
  const all = numbersOf(rows, places).filter((base) => !Number.isNaN(base))
  return all.length < least ? null : median(all)
}

/** Others of the kind: of a street those of its district, the largest first. */
function likeGroups(kind: GroupKind, { rows, places }: Looked, own: string, edition: Edition): LikeGroup[] {
  const [first] = places
  if (first === undefined) return []
  const district = rows.district(first)
  const found = new Map<string, { name: string; places: number[] }>()
  for (let at = 0; at < rows.length; at++) {
    const code = codeOf[kind](rows, at)
    if (code === null || code === own || (kind === "street" && rows.district(at) !== district)) continue
    const group = found.get(code) ?? { name: nameOf[kind](rows, at), places: [] }
    group.places.push(at)
    found.set(code, group)
  }
  return [...found]
    .sort(([a, one], [b, other]) => other.places.length - one.places.length || (a < b ? -1 : 1))
    .slice(0, likeShown)
    .map(([code, group]) => ({
      code,
      name: group.name,
      estates: group.places.length,
      median: medianOf(rows, group.places, edition.rank.min_group),
    }))
}

function dimensionsOf({ rows, places, release }: Looked, edition: Edition): GroupView["dimensions"] {
  const scored = places.filter((at) => rows.number("base", at) !== null)
  if (scored.length < edition.rank.min_group) return []
  const { dimensions } = release.manifest.totals.median
  return edition.dimensions.flatMap(({ code }) => {
    const own = median(scored.map((at) => rows.dimension(code, at) ?? Number.NaN))
    const city = dimensions[code]
    return own === null || city === undefined ? [] : [{ code, own, city }]
  })
}

function withinOf(kind: GroupKind, rows: Rows, at: number): GroupView["within"] {
  if (kind !== "street") return []
  return [{ name: rows.placeNames(at)[0] ?? "", code: rows.district(at), kind: "district" }]
}

/** In the order of the ranking, what has no rank last. */
function inOrder(rows: Rows, places: readonly number[]): number[] {
  const key = (at: number) => rows.number("rank", at) ?? Number.MAX_SAFE_INTEGER
  const score = (at: number) => rows.number("ranking", at) ?? Number.NEGATIVE_INFINITY
  return [...places].sort((a, b) => key(a) - key(b) || score(b) - score(a) || a - b)
}

const bandsOf = (rows: Rows, places: readonly number[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const at of places) {
    const band = rows.band(at)
    if (band !== null) counts[band] = (counts[band] ?? 0) + 1
  }
  return counts
}

/** A district, street or company with its estates in a quarter, or what does not exist. */
export async function groupView(
  request: PageRequest,
  kind: GroupKind,
  asked: string,
): Promise<GroupView | Missing> {
  const { state, query, reader } = request
  const release = chooseRelease(state, query.quarter ?? "")
  if (isMissing(release)) return release
  const edition = await reader.edition(release.editionId)
  const releases = release.kind === "year" ? [release] : quartersUpTo(state, release)
  const looked = await lookAt(request, releases, (rows, at) => codeOf[kind](rows, at) === asked)
  const [now] = looked
  const [first] = now?.places ?? []
  const known = kind === "district" ? state.places.districts.find(({ code }) => code === asked) : undefined
  if (!now || (first === undefined && !known)) return { missing: kind, asked: asked.slice(0, 40) }
  const { rows, places } = now
  const least = edition.rank.min_group
  const page = pageNumber(query.page ?? "")
  const pages = Math.max(1, Math.ceil(places.length / rowsOnPage))
  if (page === null || page > pages) return { missing: "page", asked: (query.page ?? "").slice(0, 40) }
  const cut = inOrder(rows, places).slice((page - 1) * rowsOnPage, page * rowsOnPage)
  const scored = (one: Looked) => one.places.filter((at) => one.rows.number("base", at) !== null).length
  return {
    kind,
    code: asked,
    name: known?.name ?? (first === undefined ? asked : nameOf[kind](rows, first)),
    within: first === undefined ? [] : withinOf(kind, rows, first),
    release,
    edition,
    estates: places.length,
    scored: scored(now),
    median: medianOf(rows, places, least),
    cityMedian: release.manifest.totals.median.base,
    bands: bandsOf(rows, places),
    figures: release.kind === "year" ? [] : figureViews(edition, looked),
    trend: [...looked].reverse().map((one) => ({
      period: one.release.period,
      median: medianOf(one.rows, one.places, least),
      city: one.release.manifest.totals.median.base,
      scored: scored(one),
    })),
    dimensions: dimensionsOf(now, edition),
    ranked: release.manifest.totals.outcomes.scored,
    rows: cut.map((at) => rows.row(at)),
    like: likeGroups(kind, now, asked, edition),
    page,
    pages,
  }
}
