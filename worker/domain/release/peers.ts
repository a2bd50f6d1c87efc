/**
 * Peers (同规模小区): estates of one size, by households, of the newest public release. Whoever verifies is shown a value
 * that lies far outside of what they have. Counts of persons are never compared: quartiles of few would tell of them.
 */
import type { Edition } from "../scoring/edition.ts"
import { editionKeys, type KeyValue } from "../scoring/keys.ts"
import { quartiles } from "./quartiles.ts"

/** Fewer peers tell nothing. */
export const PEERS_LEAST = 8
/** How far outside of the quartiles a value is marked, in distances between them. */
export const PEERS_BEYOND = 1.5
/** Households from which the next size begins. */
const sizes = [500, 1000, 2000] as const

/** How many, first and third quartile. */
export type PeerFigures = readonly [n: number, low: number, high: number]

/** By size, then by key. */
export type Peers = Record<string, Record<string, PeerFigures>>

/** The size of an estate with so many households, 0 the smallest. */
export function sizeOf(households: number): string {
  return String(sizes.filter((least) => households >= least).length)
}

/** The keys that are compared, in the edition's order: numbers that are no counts of persons. */
export function comparedKeys(edition: Edition): string[] {
  return [...editionKeys(edition).values()]
    .filter(
      ({ kind, type, sensitive }) => (kind === "base" || kind === "input") && type !== "yes_no" && !sensitive,
    )
    .map(({ key }) => key)
}

/** What the scored estates of a release have, those of one size together; `numbers` are in the order of comparedKeys. */
export function peersOf(
  edition: Edition,
  estates: readonly { households: number; numbers: Float64Array }[],
): Peers {
  const keys = comparedKeys(edition)
  const found: Peers = {}
  for (const size of new Set(estates.map(({ households }) => sizeOf(households)))) {
    const own = estates.filter(({ households }) => sizeOf(households) === size)
    const figures: Record<string, PeerFigures> = {}
    for (const [at, key] of keys.entries()) {
      const numbers = own.map(({ numbers }) => numbers[at] ?? Number.NaN).filter((one) => !Number.isNaN(one))
      const middle = quartiles(numbers, PEERS_LEAST)
      if (middle) figures[key] = [numbers.length, middle[1], middle[3]]
    }
    if (Object.keys(figures).length > 0) found[size] = figures
  }
  return found
}

/** Whether a value lies outside of the quartiles by more than 1.5 times their distance. */
export function isBeyond(value: number, [, low, high]: PeerFigures): boolean {
  const far = PEERS_BEYOND * (high - low) + 1e-9
  return value < low - far || value > high + far
}

/** A value beside those of the peers: how many they are, and the quartiles between which the middle half lies. */
export interface BesidePeers {
  key: string
  value: number
  n: number
  low: number
  high: number
}

/** Each of these keys beside the peers of an estate of so many households; none where its size or peers are unknown. */
export function besidePeers(
  peers: Peers | null,
  households: KeyValue | undefined,
  values: ReadonlyMap<string, KeyValue>,
  keys: ReadonlySet<string>,
): BesidePeers[] {
  const own = typeof households === "number" ? peers?.[sizeOf(households)] : undefined
  return Object.entries(own ?? {}).flatMap(([key, [n, low, high]]) => {
    const value = values.get(key)
    return keys.has(key) && typeof value === "number" ? [{ key, value, n, low, high }] : []
  })
}
