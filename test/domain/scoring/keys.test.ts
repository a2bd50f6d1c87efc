import { expect, test } from "vitest"
import { compareDecimalText, decimalsOf } from "../../../worker/domain/scoring/decimal.ts"
import { editionKeys, type KeySpec, parseKeyValue } from "../../../worker/domain/scoring/keys.ts"
import { firstEdition } from "./editions.ts"

const words = { zh: "", en: "" }
const number: KeySpec = {
  key: "k",
  kind: "input",
  provider: "company",
  type: "number",
  min: -5,
  max: 100.5,
  sensitive: false,
  title: words,
}
const integer: KeySpec = { ...number, type: "integer" }
const count: KeySpec = { ...integer, kind: "deduction", min: 0, max: null }
const yesNo: KeySpec = { ...number, kind: "gate", type: "yes_no", min: 0, max: 1 }

test("keys come in edition order with what they are", () => {
  const keys = editionKeys(firstEdition())
  const codes = [...keys.keys()]
  expect(codes[0]).toBe("households")
  expect(codes.slice(-7)).toEqual(["VET-01", "VET-02", "VET-03", "VET-04", "VET-05", "VET-06", "VET-07"])
  expect(keys.get("households")).toMatchObject({ kind: "base", provider: "company", type: "integer", min: 1 })
  expect(keys.get("disputes_taken")).toMatchObject({ kind: "input", sensitive: true, indicator: "GOV-08" })
  expect(keys.get("BON-01")).toMatchObject({ kind: "bonus", type: "number", min: 0, max: 3 })
  expect(keys.get("DED-01")).toMatchObject({
    kind: "deduction",
    type: "integer",
    max: null,
    provider: "platform",
  })
  expect(keys.get("REQ-01")).toMatchObject({ kind: "gate", type: "yes_no" })
})

test("numbers are digits with at most one point between digits and a leading minus", () => {
  const good = { "5": 5, "007": 7, "-0": 0, "-3.50": -3.5, "100.5": 100.5, "0.000": 0 }
  for (const [text, value] of Object.entries(good)) expect(parseKeyValue(number, text)).toEqual({ value })
  const bad = [
    ".5",
    "5.",
    " 5",
    "5 ",
    "+5",
    "1e2",
    "1,000",
    "1.2.3",
    "--1",
    "５",
    "0x1",
    "NaN",
    "Infinity",
    "na",
    "-",
  ]
  for (const text of bad) expect(parseKeyValue(number, text)).toHaveProperty("fault")
  expect(Object.is((parseKeyValue(number, "-0") as { value: number }).value, 0)).toBe(true)
})

test("empty is missing and NA is a claim, for every key", () => {
  for (const spec of [number, integer, count, yesNo]) {
    expect(parseKeyValue(spec, "")).toEqual({ value: null })
    expect(parseKeyValue(spec, "NA")).toEqual({ value: "NA" })
  }
})

test("whole numbers have no point, gates are yes or no", () => {
  expect(parseKeyValue(integer, "3.0")).toHaveProperty("fault")
  expect(parseKeyValue(count, "2")).toEqual({ value: 2 })
  expect(parseKeyValue(count, "-1")).toHaveProperty("fault")
  expect(parseKeyValue(yesNo, "yes")).toEqual({ value: 1 })
  expect(parseKeyValue(yesNo, "no")).toEqual({ value: 0 })
  for (const text of ["Yes", "1", "是", "true"]) expect(parseKeyValue(yesNo, text)).toHaveProperty("fault")
})

test("a bonus with values is one of them, as decimals", () => {
  const bonus: KeySpec = { ...number, kind: "bonus", min: 0, max: 3, values: [0, 0.1, 1, 3] }
  for (const text of ["0", "0.10", "1.0", "3", "-0"])
    expect(parseKeyValue(bonus, text)).toHaveProperty("value")
  for (const text of ["2", "2.5", "0.1000000000000000000001", "3.1", "-1"])
    expect(parseKeyValue(bonus, text)).toHaveProperty("fault")
  expect(parseKeyValue(bonus, "")).toEqual({ value: null })
  expect(parseKeyValue(bonus, "NA")).toEqual({ value: "NA" })
})

test("limits are exact, whatever the length", () => {
  expect(parseKeyValue(number, "100.50000000000000000000001")).toHaveProperty("fault")
  expect(parseKeyValue(number, "100.50000000000000000000000")).toEqual({ value: 100.5 })
  expect(parseKeyValue(number, "-5.00000000000000000000001")).toHaveProperty("fault")
  expect(parseKeyValue(number, "9".repeat(400))).toHaveProperty("fault")
  expect(parseKeyValue(number, `-${"9".repeat(400)}`)).toHaveProperty("fault")
  expect(parseKeyValue(number, `0.${"0".repeat(400)}1`)).toEqual({ value: 0 })
  expect(parseKeyValue(count, "9".repeat(400))).toEqual({ value: Number.MAX_VALUE })
  expect(compareDecimalText("0.10", 0.1)).toBe(0)
  expect(compareDecimalText("-0.1000000000000000000001", -0.1)).toBeLessThan(0)
  expect([0.25, 1e-7, 1e21, 5, 0].map(decimalsOf)).toEqual([2, 7, 0, 0, 0])
})
