import type {
  IndicatorsView,
  IndicatorView,
  RankedEstate,
  Spread,
} from "../../../web/pages/public/indicator-view.ts"
import { csvCell } from "../../domain/csv.ts"
import { type IndicatorColumn, stateAt } from "../../domain/release/columns.ts"
import { median } from "../../domain/release/median.ts"
import { quartiles } from "../../domain/release/quartiles.ts"
import type { PublishedRelease, ValueState } from "../../domain/release/snapshot.ts"
import type { Edition, Indicator } from "../../domain/scoring/edition.ts"
import { isSameMethod } from "../../domain/scoring/edition-choice.ts"
import { isLarge } from "../../usecases/public/release-columns.ts"
import { type Looked, lookAt, quartersUpTo } from "./figures.ts"
import { chooseRelease, isMissing, type Missing, pageNumber } from "./query.ts"
import type { PageRequest } from "./serve.ts"

const rowsOnPage = 50
const improvedShown = 5
const mostBins = 10

const everybody = () => true

interface Asked {
  release: PublishedRelease
  edition: Edition
}

/** A quarter that has been released, with its edition: a year has no indicators. */
async function askedQuarter({ state, reader, query }: PageRequest): Promise<Asked | Missing> {
  const release = chooseRelease(state, query.quarter ?? "")
  if (isMissing(release)) return release
  if (release.kind === "year") return { missing: "period", asked: release.period }
  return { release, edition: await reader.edition(release.editionId) }
}

/** All indicators of a quarter with how their points stand in the city. */
export async function indicatorsView(request: PageRequest): Promise<IndicatorsView | Missing> {
  const asked = await askedQuarter(request)
  if (isMissing(asked)) return asked
  const { release, edition } = asked
  const indicators = isLarge(release) ? {} : (await request.columns(release, "")).indicators
  const figures = Object.fromEntries(
    edition.indicators.flatMap(({ code, points: full }) => {
      if (isLarge(release)) return []
      const points = [...(indicators[code]?.points ?? [])].filter((value) => !Number.isNaN(value))
      const middle = points.length < edition.rank.min_group ? null : median(points)
      return [[code, { counted: points.length, median: middle === null ? null : middle / full }] as const]
    }),
  )
  return { release, edition, figures }
}

/** The next of 1, 2, 5, 10, 20 … that cuts a width into at most `mostBins`. */
function stepOf(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width / mostBins))
  return [1, 2, 5, 10].map((one) => one * power).find((step) => width / step <= mostBins) ?? 10 * power
}

function binsOf(values: readonly number[]): Spread["bins"] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  if (!(high > low)) return values.length === 0 ? [] : [{ from: low, to: high, count: values.length }]
  const step = stepOf(high - low)
  const first = Math.floor(low / step)
  const count = Math.max(1, Math.ceil(high / step) - first)
  const counts = Array.from({ length: count }, () => 0)
  for (const value of values) {
    const at = Math.min(count - 1, Math.floor(value / step) - first)
    counts[at] = (counts[at] ?? 0) + 1
  }
  return counts.map((own, at) => ({ from: (first + at) * step, to: (first + at + 1) * step, count: own }))
}

function spreadsOf(indicator: Indicator, column: IndicatorColumn, least: number): Spread[] {
  return indicator.alternatives.map((_, alternative) => {
    const values: number[] = []
    for (const [at, measure] of column.measures.entries())
      if (column.alternatives[at] === alternative && !Number.isNaN(measure)) values.push(measure)
    const enough = values.length >= least
    return {
      alternative,
      n: values.length,
      quartiles: quartiles(values, least),
      bins: enough ? binsOf(values) : [],
    }
  })
}

const pointsOf = (column: IndicatorColumn | undefined) =>
  [...(column?.points ?? [])].filter((value) => !Number.isNaN(value))

function statesOf(column: IndicatorColumn): IndicatorView["states"] {
  const counts: IndicatorView["states"] = {}
  for (let at = 0; at < column.states.length; at++) {
    const state = stateAt(column, at)
    if (state !== null) counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}

/** Estates with points, the best first; equals share a rank and stand in the order of their addresses. */
function rankedOf({ rows }: Looked, column: IndicatorColumn, before: (slug: string) => number | null) {
  const places = [...column.points.keys()].filter((at) => !Number.isNaN(column.points[at] ?? Number.NaN))
  const own = (at: number) => column.points[at] ?? 0
  places.sort((a, b) => own(b) - own(a) || a - b)
  let rank = 0
  return places.map((at, place): RankedEstate => {
    if (place === 0 || own(at) < own(places[place - 1] ?? at)) rank = place + 1
    const measure = column.measures[at] ?? Number.NaN
    return {
      slug: rows.slug(at),
      name: rows.name(at),
      district: rows.placeNames(at)[0] ?? "",
      demonstration: rows.demonstration(at),
      rank,
      state: stateAt(column, at) ?? ("missing" satisfies ValueState),
      measure: Number.isNaN(measure) ? null : measure,
      alternative: column.alternatives[at] ?? 0,
      points: own(at),
      before: before(rows.slug(at)),
    }
  })
}

function districtsOf({ state }: PageRequest, { rows }: Looked, column: IndicatorColumn, least: number) {
  const found = new Map<string, number[]>()
  for (const [at, points] of column.points.entries()) {
    if (Number.isNaN(points)) continue
    const own = found.get(rows.district(at)) ?? []
    own.push(points)
    found.set(rows.district(at), own)
  }
  return state.places.districts
    .flatMap(({ code, name }) => {
      const own = found.get(code)
      return own ? [{ code, name, n: own.length, median: own.length < least ? null : median(own) }] : []
    })
    .sort((a, b) => (b.median ?? -1) - (a.median ?? -1))
}

async function methodsOf({ reader }: PageRequest, edition: Edition, looked: readonly Looked[]) {
  const same: Looked[] = []
  for (const one of looked) {
    const other = await reader.edition(one.release.editionId)
    if (one.release.editionId === looked[0]?.release.editionId || isSameMethod(edition, other)) same.push(one)
  }
  return same
}

/** One indicator in a quarter, or what of the address does not exist. */
export async function indicatorView(request: PageRequest, code: string): Promise<IndicatorView | Missing> {
  const asked = await askedQuarter(request)
  if (isMissing(asked)) return asked
  const { release, edition } = asked
  const indicator = edition.indicators.find((one) => one.code === code)
  if (!indicator) return { missing: "indicator", asked: code.slice(0, 40) }
  const releases = isLarge(release) ? [release] : quartersUpTo(request.state, release)
  const all = await lookAt(request, releases, everybody, code)
  const looked = await methodsOf(request, edition, all)
  const [now, last] = looked
  const column = now?.columns.indicators[code]
  if (!now || !column) return { missing: "indicator", asked: code.slice(0, 40) }
  const previous = last?.columns.indicators[code]
  const before = (slug: string) => {
    const at = last?.rows.find(slug) ?? -1
    const points = at < 0 ? Number.NaN : (previous?.points[at] ?? Number.NaN)
    return Number.isNaN(points) ? null : points
  }
  const ranked = rankedOf(now, column, before)
  const page = pageNumber(request.query.page ?? "")
  const pages = Math.max(1, Math.ceil(ranked.length / rowsOnPage))
  if (page === null || page > pages)
    return { missing: "page", asked: (request.query.page ?? "").slice(0, 40) }
  const gain = ({ points, before: old }: RankedEstate) => (old === null ? 0 : points - old)
  const least = edition.rank.min_group
  return {
    release,
    edition,
    indicator,
    estates: now.rows.length,
    states: statesOf(column),
    counted: ranked.length,
    full: ranked.filter(({ points }) => points === indicator.points).length,
    points: quartiles(pointsOf(column), least),
    spreads: spreadsOf(indicator, column, least),
    trend: [...looked].reverse().map((one) => {
      const points = pointsOf(one.columns.indicators[code])
      return { period: one.release.period, n: points.length, points: quartiles(points, least) }
    }),
    rows: ranked.slice((page - 1) * rowsOnPage, page * rowsOnPage),
    improved: [...ranked]
      .filter((one) => gain(one) > 0)
      .sort((a, b) => gain(b) - gain(a))
      .slice(0, improvedShown),
    previous: last?.release.period ?? null,
    districts: districtsOf(request, now, column, least),
    page,
    pages,
  }
}

/** One indicator of all estates of a quarter as CSV, as it was published. */
export async function indicatorCsv(
  request: PageRequest,
  code: string,
): Promise<{ content: string; file: string } | Missing> {
  const asked = await askedQuarter(request)
  if (isMissing(asked)) return asked
  const { release, edition } = asked
  if (!edition.indicators.some((one) => one.code === code))
    return { missing: "indicator", asked: code.slice(0, 40) }
  const rows = await request.reader.list(release)
  const column = (await request.columns(release, code)).indicators[code]
  const figure = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
  const lines = Array.from({ length: rows.length }, (_, at) =>
    [
      rows.slug(at),
      rows.name(at),
      rows.district(at),
      column ? (stateAt(column, at) ?? rows.outcome(at)) : rows.outcome(at),
      figure(column?.measures[at]),
      figure(column?.points[at]),
    ]
      .map(csvCell)
      .join(","),
  )
  const head = "estate,name,district,state,measure,points"
  return { content: `${[head, ...lines].join("\n")}\n`, file: `${code}-${release.period}.csv` }
}
