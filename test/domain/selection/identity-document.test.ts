import { expect, test } from "vitest"
import { readDocument } from "../../../worker/domain/selection/identity-document.ts"

const rulesOf = (kind: string, number: string) => readDocument(kind, number).faults.map(({ rule }) => rule)

test("one number in any spelling is one document", () => {
  const spellings = [
    "11010519491231002X",
    "11010519491231002x",
    " 110105 19491231 002X ",
    "１１０１０５19491231002Ｘ",
  ]
  const found = new Set(spellings.map((number) => readDocument("resident_id", number).document))
  expect([...found]).toEqual(["resident_id 11010519491231002X"])
})

test("the same characters as another kind of document are another one", () => {
  expect(readDocument("passport", "E12345678").document).not.toBe(readDocument("other", "E12345678").document)
})

test("what cannot be right is told: kind, nothing typed, a wrong check character, a wrong shape", () => {
  expect(rulesOf("", "E12345678")).toEqual(["identity_kind_missing"])
  expect(rulesOf("passport", "  ")).toEqual(["identity_number_missing"])
  expect(rulesOf("resident_id", "110105194912310021")).toEqual(["identity_number_wrong"])
  expect(rulesOf("resident_id", "110105491231002")).toEqual(["identity_number_wrong"])
  expect(rulesOf("other", "证件一二三四")).toEqual(["identity_number_shape"])
  expect(rulesOf("other", "1234")).toEqual(["identity_number_shape"])
})

test.each([
  ["passport", ["E12345678", "EA1234567", "G12345678", "123456789", "TK1234567"]],
  ["travel_permit", ["H01234567", "M01234567", "01234567"]],
])("a number of a %s is taken", (kind, numbers) => {
  for (const number of numbers) expect(rulesOf(kind, number)).toEqual([])
})

test.each([
  [
    "passport",
    ["123456", "E1234567890", "PASSPORT", "护照一二三四", "E(1234567)"],
    "identity_passport_shape",
  ],
  ["travel_permit", ["123456", "A01234567", "H0123456701", "0123456789"], "identity_permit_shape"],
])("what is no number of a %s is told by its own rule", (kind, numbers, rule) => {
  for (const number of numbers) expect(rulesOf(kind, number)).toEqual([rule])
})
