import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import {
  carriedValues,
  carryFaults,
  confirmedOnly,
  type EarlierValues,
  unconfirmed,
} from "../../../worker/domain/submission/carried.ts"

const { edition } = seedEdition("demonstration")
const earlier = (quarter: string, values: Record<string, KeyValue> | null, own = true): EarlierValues => ({
  quarter,
  values: values && new Map(Object.entries(values)),
  own,
})
const mine = new Set([
  ...["households", "green_land_m2", "bare_soil_m2", "parking_violations", "care_registered"],
  ...["hazards_brought_forward", "pipe_total_m"],
])
const carried = (...quarters: EarlierValues[]) => Object.fromEntries(carriedValues(edition, mine, quarters))
const of = (text: string, quarter: string, derived = false) => ({ text, quarter, derived })

test("what lasts is taken over as it counted last, also over a gap; what is measured never", () => {
  const last = earlier("2026Q2", { households: 1126, bare_soil_m2: 10, parking_violations: 57 })
  const before = earlier("2026Q1", { households: 1100, green_land_m2: 16_769.5 })
  expect(carried(last, before)).toEqual({
    households: of("1126", "2026Q2"),
    green_land_m2: of("16769.5", "2026Q1"),
  })
  expect(carried(earlier("2026Q2", null), before)).toEqual({
    households: of("1100", "2026Q1"),
    green_land_m2: of("16769.5", "2026Q1"),
  })
  expect(carried(earlier("2026Q2", null))).toEqual({})
})

test("what did not apply last, what is not mine and what may not be typed any more is not taken over", () => {
  const before = earlier("2026Q1", { green_land_m2: 100 })
  expect(carried(earlier("2026Q2", { green_land_m2: "NA" }), before)).toEqual({})
  expect(carried(earlier("2026Q2", { observers: 12, households: 0 }))).toEqual({})
})

test("counts of persons are taken over from the same company only", () => {
  expect(carried(earlier("2026Q2", { care_registered: 4 }))).toEqual({ care_registered: of("4", "2026Q2") })
  expect(carried(earlier("2026Q2", { care_registered: 4 }, false))).toEqual({})
  expect(carried(earlier("2026Q2", { households: 4 }, false))).toEqual({ households: of("4", "2026Q2") })
})

test("hazards brought forward follow from the quarter directly before", () => {
  const hazards = { hazards_found: 15, hazards_brought_forward: 2, hazards_fixed: 13 }
  expect(carried(earlier("2026Q2", hazards))).toEqual({ hazards_brought_forward: of("4", "2026Q2", true) })
  const all = { ...hazards, hazards_fixed: 17 }
  expect(carried(earlier("2026Q2", all))).toEqual({ hazards_brought_forward: of("0", "2026Q2", true) })
  // More were fixed than there were: nothing follows from that.
  expect(carried(earlier("2026Q2", { ...hazards, hazards_fixed: 18 }))).toEqual({})
  expect(carried(earlier("2026Q2", { ...hazards, hazards_found: "NA" }))).toEqual({})
  expect(carried(earlier("2026Q2", null), earlier("2026Q1", hazards))).toEqual({})
})

const known = carriedValues(edition, mine, [earlier("2026Q2", { households: 1126, pipe_total_m: 4103 })])
const typed = (texts: Record<string, string>, reasons: Record<string, string> = {}) => ({
  texts: new Map(Object.entries(texts)),
  reasons: new Map(Object.entries(reasons)),
})

test("whoever sends is asked for each that is not there, and it waits until it is typed or explained", () => {
  const given = typed({ households: "1126" })
  expect(carryFaults(known, given)).toEqual([
    { rule: "carry_unconfirmed", field: "pipe_total_m", with: { before: "4103", quarter: "2026Q2" } },
  ])
  expect([...unconfirmed(known, given).keys()]).toEqual(["pipe_total_m"])
  expect([...unconfirmed(known, typed({}, { pipe_total_m: "图纸丢失" })).keys()]).toEqual(["households"])
  expect([...unconfirmed(known, typed({ households: "", pipe_total_m: "" })).keys()]).toEqual([])
})

test("a form without scripts sends what it shows: only what was ticked or changed counts", () => {
  const part = { carried: known, edition, typed: typed({}) }
  const sent = new Map([
    ["households", "1,126"],
    ["pipe_total_m", "4200"],
    ["bare_soil_m2", "10"],
  ])
  expect([...confirmedOnly(part, sent, new Set()).keys()]).toEqual(["pipe_total_m", "bare_soil_m2"])
  expect([...confirmedOnly(part, sent, new Set(["households"])).keys()]).toEqual([...sent.keys()])
  const saved = { ...part, typed: typed({ households: "1126" }) }
  expect([...confirmedOnly(saved, sent, new Set()).keys()]).toEqual([...sent.keys()])
})
