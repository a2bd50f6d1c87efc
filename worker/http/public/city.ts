import type {
  CityView,
  NamedEstate,
  PressCard,
  SearchHit,
  Stories,
  Tile,
} from "../../../web/pages/public/city-view.ts"
import { median } from "../../domain/release/median.ts"
import type { ListRow, PublishedRelease } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { chooseRelease, isMissing } from "./query.ts"
import type { PressEstate, PublicReader, PublicState } from "./reader.ts"

const hitsShown = 50
const latestReleases = 5
const storyLength = 3
const latestProgrammes = 3

const programmesOf = (state: PublicState): CityView["programmes"] =>
  state.programmes.slice(0, latestProgrammes).map(({ slug, phase, stoppedAt, rules }) => ({
    slug,
    phase,
    title: rules.title,
    titleEn: rules.titleEn,
    stopped: stoppedAt !== null,
  }))

function tilesOf(state: PublicState, rows: readonly ListRow[], smallest: number): Tile[] {
  return state.places.districts.map(({ code, name }) => {
    const mine = rows.filter((row) => row.district === code)
    const bases = mine.flatMap((row) => (row.base === null ? [] : [row.base]))
    return {
      code,
      name,
      estates: mine.length,
      scored: bases.length,
      median: median(bases),
      comparable: bases.length >= smallest,
    }
  })
}

const named = ({ slug, name, placeNames, demonstration }: ListRow): NamedEstate => ({
  slug,
  name,
  district: placeNames[0] ?? "",
  demonstration,
})

/** The release of the same kind and edition before this one, if any. */
function previousOf(state: PublicState, release: PublishedRelease): PublishedRelease | null {
  const older = state.releases.filter((other) => other.kind === release.kind && other.period < release.period)
  const newest = older.sort((a, b) => (a.period < b.period ? 1 : -1))[0]
  return newest?.editionId === release.editionId ? newest : null
}

function storiesOf(
  edition: Edition,
  release: PublishedRelease,
  rows: ListRow[],
  before: ListRow[] | null,
): Stories {
  const earlier = new Map(before?.map((row) => [row.slug, row]))
  const improved = rows.flatMap((row) => {
    const from = earlier.get(row.slug)?.base ?? null
    return row.base === null || from === null || row.base <= from
      ? []
      : [{ ...named(row), from, to: row.base }]
  })
  improved.sort((a, b) => b.to - b.from - (a.to - a.from) || (a.slug < b.slug ? -1 : 1))
  const best = edition.bands[0]?.code
  const candidates = rows
    .filter((row) => row.band === best && earlier.get(row.slug)?.band !== best)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  const ratios = edition.indicators.flatMap((indicator) => {
    const ratio = release.manifest.totals.median.indicators[indicator.code]
    return ratio === undefined ? [] : [{ code: indicator.code, title: indicator.title, ratio }]
  })
  const weakest = ratios.reduce<Stories["weakest"]>(
    (low, next) => (low === null || next.ratio < low.ratio ? next : low),
    null,
  )
  return {
    improved: before && improved.slice(0, storyLength),
    previousPeriod: null,
    candidates: before && candidates.slice(0, storyLength).map(named),
    weakest,
  }
}

function binsOf(rows: readonly ListRow[]): CityView["bins"] {
  const bases = rows.flatMap((row) => (row.base === null ? [] : [row.base]))
  if (bases.length === 0) return []
  const first = Math.min(...bases.map((base) => Math.floor(base / 5))) * 5
  const last = Math.max(first + 5, Math.ceil(Math.max(...bases) / 5) * 5)
  return Array.from({ length: Math.round((last - first) / 5) }, (_, step) => {
    const from = first + step * 5
    const count = bases.filter(
      (base) => base >= from && (base < from + 5 || (from + 5 === last && base === last)),
    )
    return { from, to: from + 5, count: count.length }
  })
}

const pressCard = (estate: PressEstate): PressCard => ({
  slug: estate.slug,
  name: estate.name,
  placeNames: estate.placeNames,
  year: estate.year,
  paper: estate.document.source.paper,
  facts: estate.document.facts,
  selected: estate.document.selected ?? null,
})

function searchIn(q: string, rows: readonly ListRow[], press: readonly PressEstate[]): CityView["search"] {
  const words = q.toLowerCase().split(" ")
  const holds = (parts: (string | null)[]) => {
    const all = parts.join(" ").toLowerCase()
    return words.every((word) => all.includes(word))
  }
  const found: SearchHit[] = rows
    .filter((row) => holds([row.name, ...row.placeNames, row.company]))
    .map(({ slug, name, placeNames, demonstration, outcome, band, base }) => {
      return { slug, name, placeNames, demonstration, outcome, band, base }
    })
  const pressHits = press
    .filter((estate) => holds([estate.name, ...estate.placeNames]))
    .map((estate): SearchHit => {
      const { slug, name, placeNames } = estate
      return { slug, name, placeNames, demonstration: false, outcome: "press", band: null, base: null }
    })
  // An estate whose name holds the words stands before one whose street does.
  const hits = [...pressHits, ...found].sort((a, b) => rankOf(a, words) - rankOf(b, words))
  return { q, hits: hits.slice(0, hitsShown), total: hits.length }
}

const rankOf = (hit: SearchHit, words: string[]) =>
  words.every((word) => hit.name.toLowerCase().includes(word)) ? 0 : 1

/** What the city page shows; `q` is the cleaned search text, empty without a search. */
export async function cityView(reader: PublicReader, state: PublicState, q: string): Promise<CityView> {
  const release = chooseRelease(state, "")
  const press = state.press.map(pressCard)
  const shared = {
    releases: state.releases.slice(0, latestReleases),
    press,
    open: state.open,
    programmes: programmesOf(state),
  }
  if (isMissing(release)) {
    const stories = { improved: null, previousPeriod: null, candidates: null, weakest: null }
    const search = q === "" ? null : searchIn(q, [], state.press)
    return { ...shared, search, release: null, edition: null, tiles: [], stories, bins: [] }
  }
  const edition = await reader.edition(release.editionId)
  const rows = await reader.list(release)
  if (q !== "") {
    const stories = { improved: null, previousPeriod: null, candidates: null, weakest: null }
    return {
      ...shared,
      search: searchIn(q, rows, state.press),
      release,
      edition,
      tiles: [],
      stories,
      bins: [],
    }
  }
  const before = previousOf(state, release)
  const stories = storiesOf(edition, release, rows, before && (await reader.list(before)))
  return {
    ...shared,
    search: null,
    release,
    edition,
    tiles: tilesOf(state, rows, edition.rank.min_group),
    stories: { ...stories, previousPeriod: before?.period ?? null },
    bins: binsOf(rows),
  }
}
