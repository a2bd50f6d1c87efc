import { expect, test } from "vitest"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { brokenHard } from "../../../worker/domain/submission/edition-checks.ts"
import { expected, scoreWith } from "../../../worker/domain/submission/expected.ts"
import { improving, REALISTIC_RISE, type WayUp } from "../../../worker/domain/submission/improve.ts"
import { sampleTexts } from "../../support/cell-rows.ts"
import { edition, facts, specs, valuesOf } from "../../support/expected-facts.ts"

const met = Object.fromEntries(
  edition.gates.flatMap(({ code, provider }) => (provider === "platform" ? [] : [[code, "yes"]])),
)

function sample(number: number, more: Record<string, string | null> = {}): Map<string, KeyValue> {
  const texts: Record<string, string | null> = { ...sampleTexts(number), ...met, ...more }
  return valuesOf(
    Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (text === null ? [] : [[key, text]]))),
  )
}

const withChanges = (values: Map<string, KeyValue>, way: WayUp) =>
  new Map([
    ...values,
    ...way.improvements.flatMap(({ changes }) => changes.map(({ key, to }): [string, KeyValue] => [key, to])),
  ])
const bandAt = (code: string | null) => edition.bands.findIndex((band) => band.code === code)
const unfiled = { appeals_rated: null, appeals_satisfied: null, volunteer_hours: null }

test("each way reaches the next band, as scoring its values says, with realistic changes and no new contradiction", () => {
  let ways = 0
  for (let number = 0; number < 12; number++) {
    const values = sample(number, unfiled)
    const { score, bars } = expected(facts, values)
    const found = improving(facts, values, [null])
    expect(found?.bar).toEqual(bars.at(-1))
    const before = brokenHard(edition, values, [null]).map(({ rule }) => rule)
    for (const way of found?.ways ?? []) {
      ways++
      const changed = withChanges(values, way)
      const again = scoreWith(facts, changed)
      expect(again).toEqual(way.score)
      expect(bandAt(again.band)).toBeLessThanOrEqual(bandAt(found?.bar.band ?? null))
      expect(bandAt(again.band)).toBeGreaterThanOrEqual(0)
      expect(again.final).toBeGreaterThan(score.final)
      expect(way.improvements.length).toBeLessThanOrEqual(3)
      for (const { rule } of brokenHard(edition, changed, [null])) expect(before).toContain(rule)
      for (const one of way.improvements) {
        expect(one.changes.length).toBeGreaterThan(0)
        expect(one.missing).toBe(one.before.state === "missing")
        const rise = (one.after.ratio ?? 0) - (one.before.ratio ?? 0)
        expect(rise).toBeGreaterThan(0)
        if (!one.missing) expect(rise).toBeLessThanOrEqual(REALISTIC_RISE + 1e-9)
        // What is there is there: households and stocks are nobody's to change.
        for (const { key } of one.changes) expect(specs.get(key)?.kind).toBe("input")
      }
    }
  }
  expect(ways).toBeGreaterThan(15)
})

test("what nobody filed comes before what has to be done better, and no way holds a smaller one", () => {
  const found = improving(facts, sample(5, unfiled), [null])
  const kinds = found?.ways.map(({ improvements }) => improvements.map(({ missing }) => missing))
  expect(kinds).toEqual([[true], [true], [false]])
  const sets = found?.ways.map(({ improvements }) => improvements.map(({ indicator }) => indicator)) ?? []
  expect(new Set(sets.flat()).size).toBe(sets.length)
})

test("the last change goes only as far as it has to: a step less does not reach the band", () => {
  const values = sample(5, unfiled)
  const [way] = improving(facts, values, [null])?.ways ?? []
  const [one] = way?.improvements ?? []
  expect(one?.changes.map(({ key }) => key)).toEqual(["volunteer_hours"])
  const needed = Number(one?.changes[0]?.to)
  const less = scoreWith(facts, new Map([...values, ["volunteer_hours", needed - 1]]))
  expect(bandAt(less.band)).toBeGreaterThan(bandAt(way?.score.band ?? null))
})

test("what was filed the quarter before is what a missing indicator is measured against", () => {
  const before = new Map<string, KeyValue>([["appeals_rated", 37]])
  const ways = improving(facts, sample(5, unfiled), [before])?.ways ?? []
  const changes = ways.flatMap(({ improvements }) => improvements.flatMap((one) => one.changes))
  expect(changes.find(({ key }) => key === "appeals_rated")).toEqual({
    key: "appeals_rated",
    from: null,
    to: 37,
  })
})

const [, , pass, last] = edition.bands
const strict =
  pass && last ? { ...edition, bands: [{ ...pass, requires: ["gates", "no_veto"] }, last] } : edition

test("gates that somebody can meet are named, and taken as met", () => {
  const values = sample(5, { ...unfiled, "REQ-02": "no" })
  const found = improving({ ...facts, edition: strict }, values, [null])
  expect(found?.bar.gates).toEqual(["REQ-02"])
  expect(found?.ways.map(({ score }) => score.gatesFailed)).toEqual([[], [], []])
})

test("where only gates are missing there are no ways to tell: no points have to be won", () => {
  const [first] = strict.bands
  const easy = first && last ? { ...edition, bands: [{ ...first, at_least: 1 }, last] } : edition
  const found = improving({ ...facts, edition: easy }, sample(5, { "REQ-02": "no" }), [null])
  expect([found?.bar.gates, found?.gatesOnly, found?.ways]).toEqual([["REQ-02"], true, []])
  expect(improving({ ...facts, edition: strict }, sample(5, unfiled), [null])?.gatesOnly).toBe(false)
})

test("a veto, or a gate that only time can meet, leaves no way, and the bar says so", () => {
  const vetoed = improving({ ...facts, edition: strict }, sample(5, { ...unfiled, "VET-01": "yes" }), [null])
  expect([vetoed?.bar.vetoes, vetoed?.ways]).toEqual([["VET-01"], []])
  const young = { ...facts, edition: strict, servedSince: "2026-05-01" }
  const waiting = improving(young, sample(5, unfiled), [null])
  expect([waiting?.bar.gates, waiting?.ways]).toEqual([["REQ-11"], []])
  expect(waiting?.most).toBeGreaterThan(0)
})

test("at the top there is nothing to raise", () => {
  const best = { ...edition, bands: edition.bands.slice(-1) }
  expect(improving({ ...facts, edition: best }, sample(0), [null])).toBeNull()
})
