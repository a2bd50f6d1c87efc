import { expect, test } from "vitest"
import { normaliseTyped } from "../../../worker/domain/submission/typed-text.ts"

const numbers: [typed: string, text: string][] = [
  ["1280", "1280"],
  ["１，２８０", "1280"],
  ["1,280", "1280"],
  ["1,234,567.25", "1234567.25"],
  [" 12.5 ", "12.5"],
  ["　12.5　", "12.5"],
  ["１．５", "1.5"],
  ["+3", "3"],
  ["＋３", "3"],
  ["−5", "-5"],
  ["–5", "-5"],
  ["－5", "-5"],
  ["", ""],
  ["   ", ""],
  ["不适用", "NA"],
  ["na", "NA"],
  ["N/A", "NA"],
]

test.each(numbers)("a number typed as %j is read as %j", (typed, text) => {
  expect(normaliseTyped({ type: "number" }, typed)).toBe(text)
  expect(normaliseTyped({ type: "integer" }, typed)).toBe(text)
})

test.each(["1e400", "12,80", "1,28", ",5", "--5", "约300", "0x10", "Infinity", "NaN", "12.", "是"])(
  "%j stays as it was typed, so that its fault can show it",
  (typed) => {
    expect(normaliseTyped({ type: "number" }, typed)).toBe(typed)
  },
)

test.each([
  ["是", "yes"],
  ["有", "yes"],
  ["yes", "yes"],
  ["否", "no"],
  ["无", "no"],
  [" no ", "no"],
  ["不适用", "NA"],
  ["也许", "也许"],
  ["1", "1"],
])("yes or no typed as %j is read as %j", (typed, text) => {
  expect(normaliseTyped({ type: "yes_no" }, typed)).toBe(text)
})

test("what was brought into form stays the same when it is read again", () => {
  for (const [typed] of numbers) {
    const once = normaliseTyped({ type: "number" }, typed)
    expect(normaliseTyped({ type: "number" }, once)).toBe(once)
  }
})
