import { expect, test } from "vitest"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import {
  compareVersions,
  editionOfQuarter,
  editionOfYear,
  isSameMethod,
} from "../../../worker/domain/scoring/edition-choice.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { editionOf, FIRST_EDITION, firstEdition, type Json, readJson, SECOND_EDITION } from "./editions.ts"

const editions = ["2024Q1", "2023Q1", "2025Q3"].map((effective_from) => ({
  effective_from,
  version: "1.0.0",
}))

test("a quarter is scored by the latest edition that is in force", () => {
  const chosen = ["2022Q4", "2023Q1", "2023Q4", "2024Q1", "2025Q2", "2026Q1"].map(
    (quarter) => editionOfQuarter(editions, quarter)?.effective_from ?? null,
  )
  expect(chosen).toEqual([null, "2023Q1", "2023Q1", "2024Q1", "2024Q1", "2025Q3"])
})

test("among editions from one quarter on the greater version is in force, by numbers", () => {
  const versions = ["1.9.0", "1.10.0", "1.2"].map((version) => ({ effective_from: "2023Q1", version }))
  for (const list of [versions, [...versions].reverse()])
    expect(editionOfQuarter(list, "2024Q1")?.version).toBe("1.10.0")
  expect(editionOfQuarter([...versions, { effective_from: "2022Q1", version: "9" }], "2024Q1")?.version).toBe(
    "1.10.0",
  )
  const order = ["2", "1.0.0", "1", "1.0.1", "1.0.0-b", "1.0.0-a", "10"].sort(compareVersions)
  expect(order).toEqual(["1", "1.0.0", "1.0.0-a", "1.0.0-b", "1.0.1", "2", "10"])
})

const changed = (parts: Json): Edition =>
  editionOf({ ...(readJson(FIRST_EDITION) as Json), version: "2", ...parts })
const first = firstEdition()

test("a year under two editions has none, unless they are versions that are the same method", () => {
  const [one, two] = [changed({}), changed({ version: "3" })]
  expect(editionOfYear([first, first])).toBe(first)
  expect(editionOfYear([first, one, two])).toBe(two)
  expect(editionOfYear([first, changed({ bonus_cap: 4 }), first])).toBeNull()
  expect(editionOfYear([first, changed({ code: "other" })])).toBeNull()
  expect(editionOfYear([])).toBeNull()
})

test("checks, words, sources and evidence are of no account, everything that a score depends on is", () => {
  const { checks } = editionOf(readJson(SECOND_EDITION))
  const source = { kind: "report", note: { zh: "另", en: "another" } }
  const words = { zh: "另", en: "another" }
  const reworded = {
    indicators: first.indicators.map((one) => ({
      ...one,
      ...{ title: words, definition: words, unit: words, evidence: words, source },
      inputs: one.inputs.map(({ at_most: _, ...input }) => ({ ...input, title: words, unit: words })),
    })),
    bands: first.bands.map((band) => ({ ...band, title: words })),
    ...{ title: words, disclaimer: words, effective_from: "2024Q1", checks },
  }
  expect(isSameMethod(first, changed(reworded as unknown as Json))).toBe(true)
  const [head, ...rest] = first.indicators
  const steps = first.indicators.findIndex((one) => one.alternatives[0]?.scoring.kind === "steps")
  const turned = JSON.parse(JSON.stringify(first.indicators)) as { alternatives: { scoring: Json }[] }[]
  const scoring = turned[steps]?.alternatives[0]?.scoring
  Object.assign(scoring ?? {}, { direction: "at_most", steps: [[1, 1]], source: [source] })
  const other = JSON.parse(JSON.stringify(turned)) as typeof turned
  Object.assign(other[steps]?.alternatives[0]?.scoring ?? {}, { direction: "at_least" })
  const [atMost, atLeast] = [turned, other].map((indicators) => changed({ indicators }))
  expect(isSameMethod(atMost as Edition, atLeast as Edition)).toBe(false)
  const different: Json[] = [
    { disclosure: { from: 1, to: 4 } },
    { bonuses: first.bonuses.map((bonus) => ({ ...bonus, values: [0, bonus.max] })) },
    { deduction_cap: 1 },
    { rounding: { indicator: 3, total: 2 } },
    { robustness: { ...first.robustness, seed: 1 } },
    { year: { min_quarters: 2, method: "mean" } },
    { rank: { ...first.rank, min_group: 2 } },
    { bands: first.bands.slice(1) },
    { indicators: [...rest, head] },
    { indicators: [{ ...head, missing_when: [{ of: "households", equals: 5 }] }, ...rest] },
  ]
  for (const parts of different) expect([parts, isSameMethod(first, changed(parts))]).toEqual([parts, false])
  expect(isSameMethod(first, editionOf(readJson(SECOND_EDITION)))).toBe(false)
})

test("1.1.1 differs from 1.1.0 in what lasts from quarter to quarter only, and is the same method", () => {
  const before = editionOf(readJson(SECOND_EDITION))
  const now = editionOf(readJson("schema/seed/editions/cd-wwsg-2023-1.1.1.json"))
  const lasting = (edition: Edition) =>
    [...editionKeys(edition).values()].flatMap(({ key, carry }) => (carry ? [key] : []))
  const without = { ...now, version: before.version } as Json
  const text = JSON.stringify(without, (name, value) => (name === "carry" ? undefined : value))
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(before)))
  expect(lasting(before)).toEqual([])
  expect(lasting(now)).toContain("households")
  // What is measured anew in every quarter is never taken over.
  for (const key of [
    "bare_soil_m2",
    "parking_violations",
    "water_saved_m3",
    "event_turnout",
    "volunteer_hours",
  ])
    expect(lasting(now)).not.toContain(key)
  expect(isSameMethod(before, now)).toBe(true)
  expect(editionOfYear([before, now])).toBe(now)
})
