import { type RankingView, unscored } from "../../../web/pages/public/ranking-view.ts"
import type { ListRow, PublishedRelease } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { chooseRelease, isMissing, type Missing, pageNumber } from "./query.ts"
import type { PublicReader, PublicState } from "./reader.ts"

const rowsOnPage = 50

/** Filter value for everything without a score. */
export const noBandFilter = "none"

type Compare = (a: ListRow, b: ListRow) => number

const bySlug: Compare = (a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0)
const last = Number.MAX_SAFE_INTEGER

function comparison(edition: Edition, sort: string): Compare | null {
  if (sort === "" || sort === "rank")
    return (a, b) =>
      (a.rank ?? last) - (b.rank ?? last) || (b.ranking ?? 0) - (a.ranking ?? 0) || bySlug(a, b)
  if (sort === "base") return (a, b) => (b.base ?? 0) - (a.base ?? 0) || bySlug(a, b)
  if (sort === "name") return (a, b) => a.name.localeCompare(b.name, "zh") || bySlug(a, b)
  if (!edition.dimensions.some((dimension) => dimension.code === sort)) return null
  return (a, b) => (b.dimensions[sort] ?? 0) - (a.dimensions[sort] ?? 0) || bySlug(a, b)
}

/** Key of the group that a row stands in. */
function groupOf(row: ListRow): string | null {
  return row.base === null ? unscored : row.band
}

function matchesBand(row: ListRow, band: string): boolean {
  if (band === "") return true
  return band === noBandFilter ? row.base === null || row.band === null : row.band === band
}

/** The groups in their order, cut to one page. */
function pageOf(edition: Edition, rows: ListRow[], compare: Compare, page: number): RankingView["groups"] {
  const order = [...edition.bands.map((band) => band.code), null, unscored]
  const ordered = order.flatMap((key) => rows.filter((row) => groupOf(row) === key).sort(compare))
  const shown = ordered.slice((page - 1) * rowsOnPage, page * rowsOnPage)
  return order.flatMap((band) => {
    const mine = shown.filter((row) => groupOf(row) === band)
    const total = rows.filter((row) => groupOf(row) === band).length
    return mine.length === 0 ? [] : [{ band, total, rows: mine }]
  })
}

function correctedNames({ manifest }: PublishedRelease, all: readonly ListRow[]): Map<string, string> {
  const slugs = new Set(manifest.corrects?.estates.map(({ slug }) => slug))
  return new Map(all.flatMap(({ slug, name }) => (slugs.has(slug) ? [[slug, name] as const] : [])))
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
  const compare = comparison(edition, sort)
  if (!compare) return { missing: "sort", asked: sort.slice(0, 40) }
  if (district !== "" && !state.places.districts.some(({ code }) => code === district))
    return { missing: "district", asked: district.slice(0, 40) }
  if (band !== "" && band !== noBandFilter && !edition.bands.some(({ code }) => code === band))
    return { missing: "band", asked: band.slice(0, 40) }
  const all = await reader.list(release)
  const rows = all.filter((row) => (district === "" || row.district === district) && matchesBand(row, band))
  const pages = Math.max(1, Math.ceil(rows.length / rowsOnPage))
  if (page === null || page > pages) return { missing: "page", asked: (query.page ?? "").slice(0, 40) }
  return {
    release,
    edition,
    periods: state.releases.map((other) => other.period),
    filters: { quarter, district, band, sort },
    districts: state.places.districts.flatMap(({ code, name }) => {
      const estates = all.filter((row) => row.district === code).length
      return estates === 0 ? [] : [{ code, name, estates }]
    }),
    groups: pageOf(edition, rows, compare, page),
    estates: rows.length,
    scored: rows.filter((row) => row.base !== null).length,
    ranked: all.filter((row) => row.rank !== null).length,
    corrected: correctedNames(release, all),
    page,
    pages,
  }
}
