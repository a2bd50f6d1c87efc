import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { beyondTolerance } from "../../../worker/domain/submission/adjustments.ts"
import { composeValues } from "../../../worker/domain/submission/compose.ts"
import { type PlatformFacts, platformValues } from "../../../worker/domain/submission/platform-values.ts"
import { sampleTexts } from "../../support/cell-rows.ts"

const { edition } = seedEdition()
const specs = editionKeys(edition)
const window = ["2025Q3", "2025Q4", "2026Q1", "2026Q2"]

function valuesOf(texts: Record<string, string>): PlatformFacts["values"] {
  const rows = Object.entries(texts).map(([key, value]) => ({ key, provider: "company" as const, value }))
  return composeValues(specs, "verified", rows, [])
}

const facts: PlatformFacts = {
  edition,
  specs,
  values: valuesOf(sampleTexts(1)),
  quarter: "2026Q2",
  sent: { sentAt: "2026-07-01T00:00:00.000Z", sentDueDay: "2026-07-20" },
  servedSince: "2021-10-01",
  window,
  verifiedQuarters: window,
}

function computed(changed: Partial<PlatformFacts>, key: string): number | undefined {
  return platformValues({ ...facts, ...changed }).get(key)
}

test("late is counted from midnight after the deadline in Asia/Shanghai: up to ten days 1, more 2", () => {
  const late = (sentAt: string | null) => computed({ sent: { sentAt, sentDueDay: "2026-07-20" } }, "DED-01")
  expect(late("2026-07-20T15:59:59.999Z")).toBe(0)
  expect(late("2026-07-20T16:00:00.000Z")).toBe(1)
  expect(late("2026-07-30T15:59:59.999Z")).toBe(1)
  expect(late("2026-07-30T16:00:00.000Z")).toBe(2)
  expect(late(null)).toBeUndefined()
})

test("a year of service is complete when the quarter ends", () => {
  const served = (servedSince: string | null) => computed({ servedSince }, "REQ-11")
  expect(served("2025-07-01")).toBe(1)
  expect(served("2025-07-02")).toBe(0)
  expect(served(null)).toBeUndefined()
})

test("complete needs 90 % of the indicators and three of the last four quarters, as far as they exist", () => {
  const complete = (changed: Partial<PlatformFacts>) => computed(changed, "REQ-10")
  expect(complete({})).toBe(1)
  expect(complete({ verifiedQuarters: ["2025Q3", "2026Q1", "2026Q2"] })).toBe(1)
  expect(complete({ verifiedQuarters: ["2026Q1", "2026Q2"] })).toBe(0)
  expect(complete({ window: ["2026Q2"], verifiedQuarters: ["2026Q2"] })).toBe(1)
  expect(complete({ verifiedQuarters: ["2024Q1", "2024Q2", "2026Q2"] })).toBe(0)
  const three = { ponding_events: "", joint_meetings: "", cultural_events: "" }
  expect(complete({ values: valuesOf({ ...sampleTexts(1), ...three }) })).toBe(1)
  expect(complete({ values: valuesOf({ ...sampleTexts(1), ...three, service_kinds: "" }) })).toBe(0)
})

test("of two alternatives one filled is enough, and NA is an answer", () => {
  const gone = { ponding_events: "", joint_meetings: "", cultural_events: "" }
  const oneWay = { ...sampleTexts(1), ...gone, water_lost_m3: "", service_kinds: "NA" }
  expect(computed({ values: valuesOf(oneWay) }, "REQ-10")).toBe(1)
  expect(computed({ values: valuesOf({ ...oneWay, water_saved_m3: "" }) }, "REQ-10")).toBe(0)
})

test("what street or district adjusted is no failed spot check, however far it is off", () => {
  const texts = { ...sampleTexts(1), households: "1000", bare_soil_m2: "100", joint_meetings: "" }
  const rows = Object.entries(texts).map(([key, value]) => ({ key, provider: "company" as const, value }))
  const adjusted = (key: string, checkedValue: string) =>
    ({ key, level: "street", decision: "adjusted", checkedValue }) as const
  const values = composeValues(specs, "verified", rows, [
    adjusted("households", "1100"),
    adjusted("bare_soil_m2", "110.1"),
    adjusted("REQ-06", "no"),
    adjusted("joint_meetings", "9"),
  ])
  expect(computed({ values }, "DED-02")).toBe(0)
})

test("tolerance: one percentage point for small rates, nothing for a zero", () => {
  const spec = specs.get("households")!
  const rate = { ...spec, type: "number" as const, unit: { zh: "%", en: "%" } }
  expect(beyondTolerance(spec, 0, 0)).toBe(false)
  expect(beyondTolerance(spec, 0, 1)).toBe(true)
  expect(beyondTolerance(spec, 100, 110)).toBe(false)
  expect(beyondTolerance(spec, 100, 89)).toBe(true)
  expect(beyondTolerance(rate, 3, 4)).toBe(false)
  expect(beyondTolerance(rate, 3, 4.1)).toBe(true)
  expect(beyondTolerance(rate, 50, 54)).toBe(false)
  expect(beyondTolerance(spec, "NA", 4)).toBe(true)
})

test("a platform key without a rule counts as missing", () => {
  const own = { ...specs.get("REQ-10")!, key: "REQ-99" }
  expect(platformValues({ ...facts, specs: new Map([["REQ-99", own]]) }).size).toBe(0)
})
