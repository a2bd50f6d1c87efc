import { type RankingView, unscored } from "../../../web/pages/public/ranking-view.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { chooseRelease, isMissing, type Missing, pageNumber } from "./query.ts"
import type { PublicReader, PublicState } from "./reader.ts"

const rowsOnPage = 50

/** Filter value for everything without a score. */
export const noBandFilter = "none"

/** Compares two estates by their places in the rows. */
type Compare = (a: number, b: number) => number

const last = Number.MAX_SAFE_INTEGER

/** Rows stand in the order of their slugs, which decides between equals. */
function comparison(edition: Edition, rows: Rows, sort: string): Compare | null {
  const figure = (name: "base" | "ranking", at: number) => rows.number(name, at) ?? 0
  const rank = (at: number) => rows.number("rank", at) ?? last
  if (sort === "" || sort === "rank")
    return (a, b) => rank(a) - rank(b) || figure("ranking", b) - figure("ranking", a) || a - b
  if (sort === "base") return (a, b) => figure("base", b) - figure("base", a) || a - b
  if (sort === "name") {
    const { compare } = new Intl.Collator("zh")
    return (a, b) => compare(rows.name(a), rows.name(b)) || a - b
  }
  if (!edition.dimensions.some((dimension) => dimension.code === sort)) return null
  return (a, b) => (rows.dimension(sort, b) ?? 0) - (rows.dimension(sort, a) ?? 0) || a - b
}

/** Key of the group that an estate stands in. */
function groupOf(rows: Rows, at: number): string | null {
  return rows.number("base", at) === null ? unscored : rows.band(at)
}

function matchesBand(rows: Rows, at: number, band: string): boolean {
  if (band === "") return true
  const own = groupOf(rows, at)
  return band === noBandFilter ? own === unscored || own === null : own === band
}

/** The groups in their order, cut to one page: only its rows are put together. */
function pageOf(
  edition: Edition,
  rows: Rows,
  shown: readonly number[],
  compare: Compare,
  page: number,
): RankingView["groups"] {
  const order = [...edition.bands.map((band) => band.code), null, unscored]
  const groups = new Map(order.map((band) => [band, [] as number[]]))
  for (const at of shown) groups.get(groupOf(rows, at))?.push(at)
  const [from, to] = [(page - 1) * rowsOnPage, page * rowsOnPage]
  let passed = 0
  return order.flatMap((band) => {
    const mine = groups.get(band) ?? []
    const begin = passed
    passed += mine.length
    if (begin >= to || passed <= from) return []
    const cut = mine.sort(compare).slice(Math.max(0, from - begin), to - begin)
    return [{ band, total: mine.length, rows: cut.map((at) => rows.row(at)) }]
  })
}

function correctedNames({ manifest }: PublishedRelease, rows: Rows): Map<string, string> {
  const slugs = manifest.corrects?.estates.map(({ slug }) => slug) ?? []
  return new Map(
    slugs.flatMap((slug) => (rows.find(slug) < 0 ? [] : [[slug, rows.name(rows.find(slug))] as const])),
  )
}

function estatesOfDistricts(rows: Rows): Map<string, number> {
  const counted = new Map<string, number>()
  for (let at = 0; at < rows.length; at++)
    counted.set(rows.district(at), (counted.get(rows.district(at)) ?? 0) + 1)
  return counted
}

/** One page of the ranking that the query asks for, or what it asks for that does not exist. */
export async function rankingView(
  reader: PublicReader,
  state: PublicState,
  query: Record<string, string>,
): Promise<RankingView | Missing> {
  const { quarter = "", district = "", band = "", sort = "" } = query
  const page = pageNumber(query.page ?? "")
  const release = chooseRelease(state, quarter)
  if (isMissing(release)) return release
  const edition = await reader.edition(release.editionId)
  if (district !== "" && !state.places.districts.some(({ code }) => code === district))
    return { missing: "district", asked: district.slice(0, 40) }
  if (band !== "" && band !== noBandFilter && !edition.bands.some(({ code }) => code === band))
    return { missing: "band", asked: band.slice(0, 40) }
  const rows = await reader.list(release)
  const compare = comparison(edition, rows, sort)
  if (!compare) return { missing: "sort", asked: sort.slice(0, 40) }
  const all = Array.from({ length: rows.length }, (_, at) => at)
  const shown = all.filter(
    (at) => (district === "" || rows.district(at) === district) && matchesBand(rows, at, band),
  )
  const pages = Math.max(1, Math.ceil(shown.length / rowsOnPage))
  if (page === null || page > pages) return { missing: "page", asked: (query.page ?? "").slice(0, 40) }
  const inDistricts = estatesOfDistricts(rows)
  return {
    release,
    edition,
    periods: state.releases.map((other) => other.period),
    checking: state.checking,
    filters: { quarter, district, band, sort },
    districts: state.places.districts.flatMap(({ code, name }) => {
      const estates = inDistricts.get(code) ?? 0
      return estates === 0 ? [] : [{ code, name, estates }]
    }),
    groups: pageOf(edition, rows, shown, compare, page),
    estates: shown.length,
    scored: shown.filter((at) => rows.number("base", at) !== null).length,
    ranked: all.filter((at) => rows.number("rank", at) !== null).length,
    corrected: correctedNames(release, rows),
    page,
    pages,
  }
}
