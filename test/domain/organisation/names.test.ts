import { expect, test } from "vitest"
import { nameFaults, readName } from "../../../worker/domain/organisation/names.ts"

const rulesOf = (text: string) => nameFaults(readName(text), "person").map(({ rule }) => rule)

test.each(["张三", "Zoë Müller-Lüdenscheid", "阿卜杜拉·艾力", "<b>O'Neil</b>", "𠮷田"])(
  "“%s” is a name",
  (name) => expect(rulesOf(name)).toEqual([]),
)

test("a name is stored composed, with single spaces", () => {
  expect(readName("  Zoe\u0308   张 ")).toBe("Zo\u00eb 张")
})

test.each([
  ["", "name_missing"],
  [" \u3000 ", "name_missing"],
  ["名".repeat(41), "name_long"],
  ["𠮷".repeat(41), "name_long"],
  ["张\u0000三", "name_characters"],
  ["张\n三", "name_characters"],
  ["张\u202E三", "name_characters"],
  ["张\u200B三", "name_characters"],
  ["张\ud800三", "name_characters"],
  ["张\u2028三", "name_characters"],
  ["——!!", "name_characters"],
])("%j is none: %s", (name, rule) => expect(rulesOf(name)).toEqual([rule]))
