import { expect, test } from "vitest"
import { nameFaults, readName } from "../../../worker/domain/organisation/names.ts"
import { readOrganisation } from "../../../worker/domain/organisation/organisation-faults.ts"

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

test("names of exactly the most characters are taken", () => {
  expect(rulesOf("名".repeat(40))).toEqual([])
  expect(nameFaults("名".repeat(80), "organisation")).toEqual([])
  expect(nameFaults("名".repeat(81), "organisation", "typed")).toEqual([
    { rule: "name_long", field: "typed", with: { length: 81, max: 80 } },
  ])
})

test("companies and organisers have a code of their own, authorities none", () => {
  const code = "91110000802100433B"
  const told = (kind: Parameters<typeof readOrganisation>[0], uscc: string) => {
    const read = readOrganisation(kind, { name: "甲", uscc })
    return [read.uscc, ...read.faults.map(({ rule, field }) => `${field} ${rule}`)]
  }
  for (const kind of ["company", "organiser"] as const) {
    expect(told(kind, code)).toEqual([code])
    expect(told(kind, " ")).toEqual([null, "uscc uscc_missing"])
    expect(told(kind, "91110000802100433C")).toEqual([null, "uscc uscc_wrong"])
  }
  expect(told("authority", "91110000802100433C")).toEqual([null])
  expect(readOrganisation("company", { name: "名".repeat(81), uscc: code }).faults).toEqual([
    { rule: "name_long", field: "name", with: { length: 81, max: 80 } },
  ])
})
