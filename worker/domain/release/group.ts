import type { Edition } from "../scoring/edition.ts"
import type { ColumnScores, TotalColumns } from "../scoring/results.ts"
import type { PeerEstate } from "./peers.ts"
import type { Confirmed, ListRow, Outcome } from "./snapshot.ts"
import type { FiguresRow, ScoredFigures } from "./working.ts"

/**
 * What ranking keeps of a release while it reads one chunk after another: numbers only, about 900 bytes per scored
 * estate, so that a step never holds more than one chunk beside them.
 */
export interface Group {
  /** Estates seen so far, scored or not. */
  estates: number
  demonstration: number
  outcomes: Record<Outcome, number>
  bands: Record<string, number>
  /** Estates by district. */
  districts: Map<string, number>
  /** By scored estate: its district, its position in the release, totals, and arrays in the edition's order. */
  scoredIn: string[]
  positions: number[]
  totals: Record<"base" | "bonus" | "deductions" | "final" | "ranking", number[]>
  dimensions: Float64Array[]
  states: Uint8Array[]
  ratios: Float64Array[]
  /** NaN where the indicator does not apply. */
  points: Float64Array[]
  /** What peers are compared by, of the estates whose households are known. */
  compared: PeerEstate[]
  /** By company what was accepted unchanged. */
  companies: Map<string, Confirmed>
}

/** A group without estates; chunks are added in the order of the release. */
export function newGroup(edition: Edition): Group {
  return {
    estates: 0,
    demonstration: 0,
    outcomes: { scored: 0, not_reported: 0, under_check: 0, returned: 0 },
    bands: Object.fromEntries(edition.bands.map(({ code }) => [code, 0])),
    districts: new Map(),
    scoredIn: [],
    positions: [],
    totals: { base: [], bonus: [], deductions: [], final: [], ranking: [] },
    dimensions: [],
    states: [],
    ratios: [],
    points: [],
    compared: [],
    companies: new Map(),
  }
}

function addTotals(group: Group, edition: Edition, row: ListRow): void {
  for (const name of ["base", "bonus", "deductions", "final", "ranking"] as const)
    group.totals[name].push(row[name] ?? 0)
  group.dimensions.push(
    Float64Array.from(edition.dimensions, ({ code }) => row.dimensions[code] ?? Number.NaN),
  )
  if (row.band !== null) group.bands[row.band] = (group.bands[row.band] ?? 0) + 1
}

/** What marks and the share of confirmed values are made of. */
function addFiled(
  group: Group,
  { company }: ListRow,
  { households, builtYear, numbers, measures, alternatives, confirmed }: ScoredFigures,
): void {
  const column = (all: readonly (number | null)[] = []) => Float64Array.from(all, (one) => one ?? Number.NaN)
  if (households != null && numbers)
    group.compared.push({
      ...{ households, builtYear: builtYear ?? null, numbers: column(numbers), measures: column(measures) },
      alternatives: Uint8Array.from(alternatives ?? [], (one) => one ?? 0),
    })
  if (company === null || !confirmed) return
  const { values, of, estates } = group.companies.get(company) ?? { values: 0, of: 0, estates: 0 }
  group.companies.set(company, {
    values: values + confirmed[0],
    of: of + confirmed[1],
    estates: estates + 1,
  })
}

/** Adds the next chunk of a release to its group. */
export function addChunk(group: Group, edition: Edition, estates: readonly FiguresRow[]): void {
  for (const { row, figures } of estates) {
    const position = group.estates++
    group.outcomes[row.outcome]++
    if (row.demonstration) group.demonstration++
    group.districts.set(row.district, (group.districts.get(row.district) ?? 0) + 1)
    if (row.final === null) continue
    group.scoredIn.push(row.district)
    group.positions.push(position)
    addTotals(group, edition, row)
    if (!figures) continue
    addFiled(group, row, figures)
    group.states.push(Uint8Array.from(figures.states))
    group.ratios.push(Float64Array.from(figures.ratios))
    group.points.push(Float64Array.from(figures.points, (points) => points ?? Number.NaN))
  }
}

/** The totals of the scored estates as the engine ranks them. */
export function totalColumns({ totals }: Group): TotalColumns {
  return {
    base: Float64Array.from(totals.base),
    bonus: Float64Array.from(totals.bonus),
    deductions: Float64Array.from(totals.deductions),
    final: Float64Array.from(totals.final),
    ranking: Float64Array.from(totals.ranking),
  }
}

/** The engine's columns of a quarter's scored estates, with what rank ranges look at. */
export function scoreColumnsOf(edition: Edition, group: Group): ColumnScores {
  const size = group.positions.length
  const length = edition.indicators.length * size
  const columns: ColumnScores = {
    ...totalColumns(group),
    size,
    state: new Uint8Array(length),
    ratio: new Float64Array(length),
    points: new Float64Array(length),
    alternative: new Int16Array(length).fill(-1),
    measure: null,
    dimensionPoints: new Float64Array(edition.dimensions.length * size),
    applicablePoints: new Float64Array(edition.dimensions.length * size),
    band: new Int16Array(size).fill(-1),
  }
  for (let i = 0; i < edition.indicators.length; i++)
    for (let row = 0; row < size; row++) {
      const at = i * size + row
      columns.state[at] = group.states[row]?.[i] ?? 0
      columns.ratio[at] = group.ratios[row]?.[i] ?? 0
      columns.points[at] = group.points[row]?.[i] || 0
    }
  return columns
}
