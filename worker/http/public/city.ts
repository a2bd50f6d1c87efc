import type { CityView, NamedEstate, PressCard, Stories, Tile } from "../../../web/pages/public/city-view.ts"
import { binPoints } from "../../domain/release/comparing.ts"
import { median } from "../../domain/release/median.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { isSameMethod } from "../../domain/scoring/edition-choice.ts"
import { isLarge } from "../../usecases/public/release-columns.ts"
import { figureViews, lookAt, quartersUpTo } from "./figures.ts"
import { chooseRelease, isMissing } from "./query.ts"
import type { PressEstate, PublicReader, PublicState } from "./reader.ts"
import type { PageRequest } from "./serve.ts"

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

/** Estates and bases of scored estates by district. */
function byDistrict(rows: Rows): Map<string, { estates: number; bases: number[] }> {
  const found = new Map<string, { estates: number; bases: number[] }>()
  for (let at = 0; at < rows.length; at++) {
    const own = found.get(rows.district(at)) ?? { estates: 0, bases: [] }
    found.set(rows.district(at), own)
    own.estates++
    const base = rows.number("base", at)
    if (base !== null) own.bases.push(base)
  }
  return found
}

function tilesOf(state: PublicState, rows: Rows, smallest: number): Tile[] {
  const districts = byDistrict(rows)
  return state.places.districts.map(({ code, name }) => {
    const { estates, bases } = districts.get(code) ?? { estates: 0, bases: [] }
    return {
      code,
      name,
      estates,
      scored: bases.length,
      median: median(bases),
      comparable: bases.length >= smallest,
    }
  })
}

const named = (rows: Rows, at: number): NamedEstate => ({
  slug: rows.slug(at),
  name: rows.name(at),
  district: rows.placeNames(at)[0] ?? "",
  demonstration: rows.demonstration(at),
})

/** The release of the same kind and method before this one, if any. */
async function previousOf(
  reader: PublicReader,
  state: PublicState,
  release: PublishedRelease,
): Promise<PublishedRelease | null> {
  const older = state.releases.filter((other) => other.kind === release.kind && other.period < release.period)
  const newest = older.sort((a, b) => (a.period < b.period ? 1 : -1))[0]
  if (!newest || newest.editionId === release.editionId) return newest ?? null
  const [before, now] = await Promise.all([newest, release].map(({ editionId }) => reader.edition(editionId)))
  return before && now && isSameMethod(before, now) ? newest : null
}

/** An estate that rose: its place in the rows, and its base before and now. */
interface Gain {
  at: number
  from: number
  to: number
}

function storiesOf(edition: Edition, release: PublishedRelease, rows: Rows, before: Rows | null): Stories {
  const best = edition.bands[0]?.code
  const improved: Gain[] = []
  const candidates: number[] = []
  for (let at = 0; at < rows.length; at++) {
    const old = before?.find(rows.slug(at)) ?? -1
    const from = before && old >= 0 ? before.number("base", old) : null
    const to = rows.number("base", at)
    if (to !== null && from !== null && to > from) improved.push({ at, from, to })
    const wasBest = before !== null && old >= 0 && before.band(old) === best
    if (rows.band(at) === best && !wasBest) candidates.push(at)
  }
  improved.sort((a, b) => b.to - b.from - (a.to - a.from) || a.at - b.at)
  const rank = (at: number) => rows.number("rank", at) ?? 0
  candidates.sort((a, b) => rank(a) - rank(b))
  const ratios = edition.indicators.flatMap((indicator) => {
    const ratio = release.manifest.totals.median.indicators[indicator.code]
    return ratio === undefined ? [] : [{ code: indicator.code, title: indicator.title, ratio }]
  })
  const weakest = ratios.reduce<Stories["weakest"]>(
    (low, next) => (low === null || next.ratio < low.ratio ? next : low),
    null,
  )
  return {
    improved:
      before && improved.slice(0, storyLength).map(({ at, from, to }) => ({ ...named(rows, at), from, to })),
    previousPeriod: null,
    candidates: before && candidates.slice(0, storyLength).map((at) => named(rows, at)),
    weakest,
  }
}

function basesOf(rows: Rows): number[] {
  const bases: number[] = []
  for (let at = 0; at < rows.length; at++) {
    const base = rows.number("base", at)
    if (base !== null) bases.push(base)
  }
  return bases
}

function binsOf(rows: Rows): CityView["bins"] {
  const bases = basesOf(rows)
  if (bases.length === 0) return []
  const first = Math.floor(bases.reduce((least, base) => Math.min(least, base)) / binPoints) * binPoints
  const last = Math.max(
    first + binPoints,
    Math.ceil(bases.reduce((most, base) => Math.max(most, base)) / binPoints) * binPoints,
  )
  return Array.from({ length: Math.round((last - first) / binPoints) }, (_, step) => {
    const from = first + step * binPoints
    const count = bases.filter(
      (base) => base >= from && (base < from + binPoints || (from + binPoints === last && base === last)),
    )
    return { from, to: from + binPoints, count: count.length }
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

async function figuresOfCity(request: PageRequest, release: PublishedRelease, edition: Edition) {
  if (release.kind === "year" || isLarge(release)) return []
  return figureViews(edition, await lookAt(request, quartersUpTo(request.state, release), () => true))
}

/** What the city page shows. */
export async function cityView(request: PageRequest): Promise<CityView> {
  const { reader, state } = request
  const release = chooseRelease(state, "")
  const shared = {
    releases: state.releases.slice(0, latestReleases),
    press: state.press.map(pressCard),
    open: state.open,
    checking: state.checking,
    programmes: programmesOf(state),
  }
  if (isMissing(release)) {
    const stories = { improved: null, previousPeriod: null, candidates: null, weakest: null }
    return { ...shared, figures: [], release: null, edition: null, tiles: [], stories, bins: [] }
  }
  const edition = await reader.edition(release.editionId)
  const rows = await reader.list(release)
  const before = await previousOf(reader, state, release)
  const stories = storiesOf(edition, release, rows, before && (await reader.list(before)))
  return {
    ...shared,
    figures: await figuresOfCity(request, release, edition),
    release,
    edition,
    tiles: tilesOf(state, rows, edition.rank.min_group),
    stories: { ...stories, previousPeriod: before?.period ?? null },
    bins: binsOf(rows),
  }
}
