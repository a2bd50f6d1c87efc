import { expect, test } from "vitest"
import { composeValues } from "../../../worker/domain/submission/compose.ts"
import { effectsOf, expected } from "../../../worker/domain/submission/expected.ts"
import { sampleTexts } from "../../support/cell-rows.ts"
import { edition, facts, rowsOf, specs, valuesOf } from "../../support/expected-facts.ts"

const met = Object.fromEntries(edition.gates.map(({ code }) => [code, "yes"]))
const texts: Record<string, string> = { ...sampleTexts(1), bare_soil_m2: "0", ...met }

test("what the platform computes is part of it: late twice, a gate that nobody types", () => {
  const late = { sentAt: "2026-08-20T00:00:00.000Z", sentDueDay: "2026-07-20" }
  const one = expected({ ...facts, sent: late, servedSince: "2026-05-01" }, valuesOf(texts))
  expect(one.deductions).toEqual([{ code: "DED-01", count: 2, points: 1 }])
  expect(one.score.deductions).toBe(1)
  expect(one.score.gatesFailed).toEqual(["REQ-11"])
  const inTime = expected(facts, valuesOf(texts))
  expect(inTime.deductions).toEqual([])
  expect(inTime.score.gatesFailed).toEqual([])
  expect(inTime.score.final).toBeCloseTo(one.score.final + 1, 9)
})

test("each better band says what bars it: points, gates, vetoes, and whatever else it requires", () => {
  const { score, bars } = expected(
    { ...facts, servedSince: "2026-05-01" },
    valuesOf({ ...texts, "REQ-02": "no", "VET-01": "yes", survey_answers: "100", survey_satisfied: "20" }),
  )
  const best = bars[0]
  expect(best?.band).toBe("candidate")
  expect(best?.short).toBeCloseTo(90 - score.final, 9)
  expect(best?.gates).toEqual(["REQ-02", "REQ-11"])
  expect(best?.vetoes).toEqual(["VET-01"])
  const [, , ...others] = edition.bands[0]?.requires ?? []
  expect(best?.others).toEqual(others.filter((one) => one !== "no_quarter_below:80" || score.base < 80))
  expect(bars.map(({ band }) => band)).toEqual(
    edition.bands
      .slice(
        0,
        edition.bands.findIndex(({ code }) => code === score.band),
      )
      .map(({ code }) => code),
  )
  for (const { band, gates, vetoes, others } of bars.slice(1))
    expect([band, gates, vetoes, others]).toEqual([band, [], [], []])
})

test("at the top nothing bars a better band, and without values the worst is named last", () => {
  const lone = { ...edition, bands: edition.bands.map((band) => ({ ...band, at_least: 0, requires: [] })) }
  expect(expected({ ...facts, edition: lone }, valuesOf(texts)).bars).toEqual([])
  const high = { ...edition, bands: edition.bands.map((band) => ({ ...band, at_least: 500, requires: [] })) }
  const none = expected({ ...facts, edition: high }, new Map())
  expect(none.score.band).toBeNull()
  expect(none.bars.map(({ band }) => band)).toEqual(edition.bands.map(({ code }) => code))
})

test("an adjustment's effect is what the final score has less than if it alone had stayed as filed", () => {
  const adjust = (key: string, checkedValue: string) =>
    ({ key, level: "street", decision: "adjusted", checkedValue, reasonClass: "records" }) as const
  const composed = composeValues(specs, "submitted", rowsOf({ ...texts, joint_meetings: "" }), [
    adjust("bare_soil_m2", "9000"),
    adjust("joint_meetings", "3"),
    adjust("households", texts["households"] ?? ""),
  ])
  const { filed, adjusted, each } = effectsOf(facts, composed)
  expect([...each.keys()].sort()).toEqual(["bare_soil_m2", "joint_meetings"])
  expect(each.get("bare_soil_m2")).toBeLessThan(0)
  expect(each.get("joint_meetings")).toBeGreaterThan(0)
  expect(filed.final).not.toBe(adjusted.final)
  const alone = composeValues(specs, "submitted", rowsOf({ ...texts, joint_meetings: "" }), [
    adjust("bare_soil_m2", "9000"),
  ])
  expect(effectsOf(facts, alone).filed.final).toBe(filed.final)
})
