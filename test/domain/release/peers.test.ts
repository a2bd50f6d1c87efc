import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import {
  ageOf,
  comparedKeys,
  fairPeers,
  isBeyond,
  peersOf,
  sizeOf,
} from "../../../worker/domain/release/peers.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { marksOf } from "../../../worker/domain/submission/marks.ts"

const { edition } = seedEdition()
const keys = comparedKeys(edition)
const at = keys.indexOf("parking_patrols")

const empty = {
  builtYear: null,
  measures: new Float64Array(edition.indicators.length).fill(Number.NaN),
  alternatives: new Uint8Array(edition.indicators.length),
}

/** Estates of a size, each with one value of a key. */
const estates = (values: readonly number[], households = 700) =>
  values.map((value) => {
    const numbers = new Float64Array(keys.length).fill(Number.NaN)
    numbers[at] = value
    return { ...empty, households, numbers }
  })

test("sizes begin at 500, 1,000 and 2,000 households", () => {
  expect([1, 499, 500, 999, 1000, 1999, 2000, 9000].map(sizeOf)).toEqual([..."00112233"])
})

test("counts of persons are never compared", () => {
  expect(keys.filter((key) => editionKeys(edition).get(key)?.sensitive)).toEqual([])
  expect(keys).toContain("households")
})

test("eight estates of a size have quartiles, seven have none, and sizes are kept apart", () => {
  const eight = [10, 10, 12, 12, 14, 14, 16, 16]
  expect(peersOf(edition, estates(eight))).toEqual({ "1": { parking_patrols: [8, 11.5, 14.5] } })
  expect(peersOf(edition, estates(eight.slice(1)))).toEqual({})
  expect(peersOf(edition, [...estates(eight.slice(1)), ...estates([99], 2500)])).toEqual({})
})

const second = edition.indicators.findIndex(({ alternatives }) => alternatives.length > 1)

/** Estates of one size, built in a year, each with a published measure of one indicator. */
const built = (builtYear: number | null, measures: readonly number[], alternative = 0) =>
  measures.map((measure) => {
    const own = { ...empty, measures: empty.measures.slice(), alternatives: empty.alternatives.slice() }
    own.measures[second] = measure
    own.alternatives[second] = alternative
    return { ...own, builtYear, households: 700, numbers: new Float64Array(keys.length).fill(Number.NaN) }
  })

test("ages begin in 2000 and 2010", () => {
  expect([1950, 1999, 2000, 2009, 2010, 2024].map(ageOf)).toEqual([..."001122"])
})

test("an indicator is told of eight published figures of one size, age and way of counting, never of fewer", () => {
  const { code } = edition.indicators[second]!
  const eight = [1, 2, 3, 4, 5, 6, 7, 8]
  const of = (
    estates: ReturnType<typeof built>,
    asked: { households?: number; builtYear?: number | null } = {},
  ) =>
    fairPeers(peersOf(edition, estates), { households: 700, builtYear: 2005, ...asked }, [
      { code, alternative: 0, measure: 4 },
    ])
  const beside = [{ code, alternative: 0, measure: 4, n: 8, low: 2.75, middle: 4.5, high: 6.25 }]
  expect(of(built(2005, eight))).toEqual({ beside })
  // What is withheld is no figure; another age, another way of counting and an unknown year are no peers.
  expect(of(built(2005, [...eight.slice(1), Number.NaN]))).toEqual({ none: "few" })
  expect(of([...built(2005, eight.slice(1)), ...built(2012, [9])])).toEqual({ none: "few" })
  expect(of([...built(2005, eight.slice(1)), ...built(2005, [9], 1)])).toEqual({ none: "few" })
  expect(of([...built(2005, eight.slice(1)), ...built(null, [9])])).toEqual({ none: "few" })
  expect(of(built(2005, eight), { builtYear: null })).toEqual({ none: "year" })
  expect(of(built(2005, eight), { households: 400 })).toEqual({ none: "few" })
  expect(fairPeers(null, { households: 700, builtYear: 2005 }, [])).toEqual({ none: "unreleased" })
  // An edition that ranks nothing below ten is told of nothing below ten.
  const careful = { ...edition, rank: { ...edition.rank, min_group: 10 } }
  expect(peersOf(careful, built(2005, eight))).toEqual({})
})

test("a value is far outside by more than 1.5 distances between the quartiles, not by as much", () => {
  const figures = [8, 10, 14] as const
  expect([4, 20].map((value) => isBeyond(value, figures))).toEqual([false, false])
  expect([3.9, 20.1].map((value) => isBeyond(value, figures))).toEqual([true, true])
})

test("a mark says the value, how many and their quartiles, to its own sender, for the size that is filed", () => {
  const peers = { "1": { parking_patrols: [8, 10, 14] as const } }
  const marks = (values: [string, number][], mine = ["parking_patrols"]) =>
    marksOf(
      {
        edition,
        before: [],
        registry: new Map([["households", 700]]),
        peers,
        mine: new Set(mine),
        sent: null,
        reasons: new Map(),
      },
      new Map(values),
    ).filter(({ rule }) => rule === "beyond_peers")
  expect(marks([["parking_patrols", 50]])).toEqual([
    {
      rule: "beyond_peers",
      field: "parking_patrols",
      with: { value: 50, n: 8, low: 10, high: 14, keys: "parking_patrols" },
    },
  ])
  expect(marks([["parking_patrols", 12]])).toEqual([])
  expect(marks([["parking_patrols", 50]], [])).toEqual([])
  const large: [string, number][] = [
    ["households", 3000],
    ["parking_patrols", 50],
  ]
  expect(marks(large)).toEqual([])
})
