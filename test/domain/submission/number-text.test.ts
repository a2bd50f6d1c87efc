import { expect, test } from "vitest"
import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import { numberFault } from "../../../worker/domain/submission/number-text.ts"
import { normaliseTyped } from "../../../worker/domain/submission/typed-text.ts"

type Measured = Pick<KeySpec, "type" | "unit">
const households: Measured = { type: "integer", unit: { zh: "户", en: "households" } }
const area: Measured = { type: "number", unit: { zh: "平方米", en: "m²" } }
const water: Measured = { type: "number", unit: { zh: "立方米", en: "m³" } }
const count: Measured = { type: "integer" }

const understood: [spec: Measured, typed: string, text: string][] = [
  [households, "1 200", "1200"],
  [households, "1\u00a0200", "1200"],
  [households, "1\u202f234\u202f567", "1234567"],
  [households, "1,200", "1200"],
  [households, "1200户", "1200"],
  [households, "1200 户", "1200"],
  [households, "１２００户", "1200"],
  [households, "1,200 households", "1200"],
  [households, "1 household", "1"],
  [households, "1200.0", "1200"],
  [households, "1200.00", "1200"],
  [households, "1.2万", "12000"],
  [households, "1.2 万户", "12000"],
  [households, "0.05万", "500"],
  [households, "3千", "3000"],
  [households, "1.23456万", "12345.6"],
  [households, "-5", "-5"],
  [households, "+5", "5"],
  [area, "12。5", "12.5"],
  [area, "12｡5", "12.5"],
  [area, "１２．５", "12.5"],
  [area, ".5", "0.5"],
  [area, "-.5", "-0.5"],
  [area, "12.50", "12.50"],
  [area, "100㎡", "100"],
  [area, "100 m²", "100"],
  [area, "100平米", "100"],
  [area, "1.2万平方米", "12000"],
  [water, "34,900㎥", "34900"],
  [water, "15方", "15"],
  [count, "0", "0"],
]

test.each(understood)("%j: %j is read as %j, and again as the same", (spec, typed, text) => {
  expect(normaliseTyped(spec, typed)).toBe(text)
  expect(normaliseTyped(spec, text)).toBe(text)
})

const refused: [spec: Measured, typed: string, fault: ReturnType<typeof numberFault>][] = [
  [area, "5%", "percent"],
  [area, "5％", "percent"],
  [area, "2.5 %", "percent"],
  [area, "25亩", "other_unit"],
  [area, "1.2万亩", "other_unit"],
  [area, "3公顷", "other_unit"],
  [water, "12吨", "other_unit"],
  [water, "100元", "other_unit"],
  [households, "1.2k", "other_unit"],
  [households, "约300", "not_a_number"],
  [households, "300多", "not_a_number"],
  [households, "10-12", "not_a_number"],
  [households, "12,80", "not_a_number"],
  [households, "1 2", "not_a_number"],
  [households, "1,200 300", "not_a_number"],
  [households, "1.2.3", "not_a_number"],
  [households, "12。5。1", "not_a_number"],
  [households, "1e3", "not_a_number"],
  [households, "0x10", "not_a_number"],
  [households, "万", "not_a_number"],
  [households, "1万2千", "not_a_number"],
  [households, "三百", "not_a_number"],
  [count, "--5", "not_a_number"],
  [count, "1200户", "not_a_number"],
]

test.each(refused)("%j: %j is not taken: %s", (spec, typed, fault) => {
  const text = normaliseTyped(spec, typed)
  expect(text).not.toMatch(/^-?\d+(\.\d+)?$/)
  expect(numberFault(text)).toBe(fault)
})

test("a long text costs no more than its length", () => {
  for (const hostile of ["1 ".repeat(20_000), ".".repeat(40_000), "1".repeat(40_000), "1,".repeat(20_000)]) {
    const text = normaliseTyped(households, `${hostile}x`)
    expect(text.length).toBeGreaterThan(0)
    expect(numberFault(text)).toBe("not_a_number")
  }
})
