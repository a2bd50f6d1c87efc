/**
 * Peers of the newest public release. Of one size by households (同规模小区): whoever verifies is shown a value that lies
 * far outside of what they have. Of one size and age (同类小区): a company sees its indicators beside theirs. Counts of
 * persons are never compared: quartiles of few would tell of them. An indicator's figures are made of what its scorecards
 * publish one by one, so that nobody works out of them what no scorecard says.
 */
import type { Edition } from "../scoring/edition.ts"
import { editionKeys, type KeyValue } from "../scoring/keys.ts"
import { quartiles } from "./quartiles.ts"

/** Fewer peers tell nothing. */
export const PEERS_LEAST = 8
/** How far outside of the quartiles a value is marked, in distances between them. */
export const PEERS_BEYOND = 1.5
/** Households from which the next size begins. */
export const PEER_SIZES = [500, 1000, 2000] as const
/** Years of building from which the next age begins. */
export const PEER_AGES = [2000, 2010] as const

/** How many, first and third quartile; of an indicator also the median. */
export type PeerFigures = readonly [n: number, low: number, high: number, middle?: number]

/** By size, then by key; and by size and age (fairGroup), then by indicator and alternative (fairFigure). */
export type Peers = Record<string, Record<string, PeerFigures>>

/** The size of an estate with so many households, 0 the smallest. */
export function sizeOf(households: number): string {
  return String(PEER_SIZES.filter((least) => households >= least).length)
}

/** The keys that are compared, in the edition's order: numbers that are no counts of persons. */
export function comparedKeys(edition: Edition): string[] {
  return [...editionKeys(edition).values()]
    .filter(
      ({ kind, type, sensitive }) => (kind === "base" || kind === "input") && type !== "yes_no" && !sensitive,
    )
    .map(({ key }) => key)
}

/** The age of an estate that was built in a year, 0 the oldest. */
export function ageOf(builtYear: number): string {
  return String(PEER_AGES.filter((first) => builtYear >= first).length)
}

const fairGroup = (households: number, builtYear: number) => `${sizeOf(households)}.${ageOf(builtYear)}`
// Ways of counting have no unit in common: each has figures of its own.
const fairFigure = (code: string, alternative: number) => `${code}.${alternative}`

/** An estate to be compared; `numbers` are in the order of comparedKeys, indicators as its scorecard publishes them. */
export interface PeerEstate {
  households: number
  builtYear: number | null
  numbers: Float64Array
  /** In the edition's order; NaN where nothing is published. */
  measures: Float64Array
  alternatives: Uint8Array
}

const told = (all: readonly number[]) => all.filter((one) => !Number.isNaN(one))

function sizeFigures(keys: readonly string[], own: readonly PeerEstate[]): Record<string, PeerFigures> {
  const figures: Record<string, PeerFigures> = {}
  for (const [at, key] of keys.entries()) {
    const numbers = told(own.map(({ numbers }) => numbers[at] ?? Number.NaN))
    const middle = quartiles(numbers, PEERS_LEAST)
    if (middle) figures[key] = [numbers.length, middle[1], middle[3]]
  }
  return figures
}

/** Of every indicator, each way of counting apart, that as many estates publish as may be told of. */
function fairFigures({ indicators, rank }: Edition, own: readonly PeerEstate[]): Record<string, PeerFigures> {
  const figures: Record<string, PeerFigures> = {}
  for (const [at, { code, alternatives }] of indicators.entries())
    for (const alternative of alternatives.keys()) {
      const same = own.filter(({ alternatives }) => alternatives[at] === alternative)
      const measures = told(same.map(({ measures }) => measures[at] ?? Number.NaN))
      const middle = quartiles(measures, Math.max(PEERS_LEAST, rank.min_group))
      if (middle) figures[fairFigure(code, alternative)] = [measures.length, middle[1], middle[3], middle[2]]
    }
  return figures
}

/** What the scored estates of a release have, those of one size together, and those of one size and age. */
export function peersOf(edition: Edition, estates: readonly PeerEstate[]): Peers {
  const keys = comparedKeys(edition)
  const sizes = new Map<string, PeerEstate[]>()
  const fair = new Map<string, PeerEstate[]>()
  const put = (groups: Map<string, PeerEstate[]>, name: string, estate: PeerEstate) =>
    groups.set(name, [...(groups.get(name) ?? []), estate])
  for (const estate of estates) {
    put(sizes, sizeOf(estate.households), estate)
    if (estate.builtYear !== null) put(fair, fairGroup(estate.households, estate.builtYear), estate)
  }
  const found = [
    ...[...sizes].map(([name, own]) => [name, sizeFigures(keys, own)] as const),
    ...[...fair].map(([name, own]) => [name, fairFigures(edition, own)] as const),
  ]
  return Object.fromEntries(found.filter(([, figures]) => Object.keys(figures).length > 0))
}

/** Whether a value lies outside of the quartiles by more than 1.5 times their distance. */
export function isBeyond(value: number, [, low, high]: PeerFigures): boolean {
  const far = PEERS_BEYOND * (high - low) + 1e-9
  return value < low - far || value > high + far
}

/** An indicator beside those of the peers: how many they are, quartiles and median. */
export interface BesidePeers {
  code: string
  alternative: number
  measure: number
  n: number
  low: number
  middle: number
  high: number
}

/** Peers of an estate, or why there are none: nothing released, its size or year of building unknown, too few of them. */
export type FairPeers = { beside: BesidePeers[] } | { none: "unreleased" | "size" | "year" | "few" }

/** Measured indicators beside the peers of an estate of so many households, built in a year. */
export function fairPeers(
  peers: Peers | null,
  { households, builtYear }: { households: KeyValue | undefined; builtYear: number | null },
  measured: readonly { code: string; alternative: number | null; measure: number | null }[],
): FairPeers {
  if (!peers) return { none: "unreleased" }
  if (typeof households !== "number") return { none: "size" }
  if (builtYear === null) return { none: "year" }
  const own = peers[fairGroup(households, builtYear)]
  if (!own) return { none: "few" }
  const beside = measured.flatMap(({ code, alternative, measure }) => {
    const [n, low, high, middle] = own[fairFigure(code, alternative ?? 0)] ?? []
    if (measure === null || n === undefined || low === undefined || high === undefined) return []
    return middle === undefined
      ? []
      : [{ code, alternative: alternative ?? 0, measure, n, low, middle, high }]
  })
  return { beside }
}
