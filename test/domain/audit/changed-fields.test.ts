import { expect, test } from "vitest"
import { changedFields } from "../../../worker/domain/audit/changed-fields.ts"
import { textMark, typedMark } from "../../../worker/domain/audit/typed-value.ts"

test("only what differs stands in an event, whatever the order of names", () => {
  const before = { state: "draft", tags: { a: 1, b: 2 }, filing: 1 }
  const after = { filing: 2, tags: { b: 2, a: 1 }, state: "draft" }
  expect(changedFields(before, after)).toEqual({ before: { filing: 1 }, after: { filing: 2 } })
  expect(changedFields(before, before)).toEqual({ before: {}, after: {} })
})

test("a field that is missing on one side is null there; missing and null are the same", () => {
  const change = changedFields({ reason: null, gone: "x" }, { added: 0 })
  expect(change).toEqual({ before: { gone: "x", added: null }, after: { gone: null, added: 0 } })
  expect(changedFields({}, { reason: undefined, other: null })).toEqual({ before: {}, after: {} })
})

test("what is new has no before, what is gone no after", () => {
  expect(changedFields(null, { name: "n", none: null })).toEqual({ after: { name: "n" } })
  expect(changedFields({ name: "n" }, null)).toEqual({ before: { name: "n" } })
})

test("free text stands as its length, and still shows that it changed", () => {
  const written = (value: unknown) => textMark(value as string | null)
  expect(changedFields({ reason: "王女士说" }, { reason: "李女士说" }, written)).toEqual({
    before: { reason: "text:4" },
    after: { reason: "text:4" },
  })
  expect(textMark(null)).toBeNull()
})

test("typed figures and choices stand as they are, anything that could be about a person does not", () => {
  for (const value of ["NA", "yes", "no", "0", "-3.5", "1,079", "12 345.6", "1234567890", 7, null, true])
    expect(typedMark(value)).toBe(value)
  for (const value of ["见王女士", "13800138000", "138 0013 8000", "51010419800101001X", "yes 王", ""])
    expect(typedMark(value)).toBe(textMark(value))
})
