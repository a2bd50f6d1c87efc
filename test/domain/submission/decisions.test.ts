import { expect, test } from "vitest"
import { seedEdition } from "../../../scripts/seeding/base.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import { texts as languages } from "../../../web/text/text.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { checkDecisions, type TypedDecision } from "../../../worker/domain/submission/decisions.ts"

const { edition } = seedEdition()

function check(key: string, typed: Partial<TypedDecision>) {
  const whole = { decision: "accepted" as const, checkedText: "", reason: "", ...typed }
  const { decisions, faults } = checkDecisions(edition, new Map([[key, whole]]))
  return { decisions, rules: faults.map(({ rule }) => rule), fields: faults.map(({ field }) => field) }
}

test("accepting carries nothing", () => {
  const { decisions, rules } = check("households", {})
  expect(rules).toEqual([])
  expect(decisions).toEqual([
    { key: "households", decision: "accepted", checkedValue: null, reasonClass: null, reason: null },
  ])
})

test("an adjustment keeps its value in the edition's format, with its reason", () => {
  const reasonClass = "records"
  const typed = {
    decision: "adjusted" as const,
    checkedText: " １，０７９ ",
    reasonClass,
    reason: " 登记册为准 ",
  }
  expect(check("households", typed).decisions).toEqual([
    { key: "households", decision: "adjusted", checkedValue: "1079", reasonClass, reason: "登记册为准" },
  ])
  const no = { decision: "adjusted" as const, checkedText: "否", reasonClass, reason: "已停用" }
  expect(check("REQ-06", no).decisions[0]?.checkedValue).toBe("no")
})

test("a checked value of a bonus with values is one of them", () => {
  const bonuses = edition.bonuses.map((bonus) => ({ ...bonus, values: [0, 1] }))
  const rulesOf = (checkedText: string) => {
    const typed = { decision: "adjusted" as const, checkedText, reasonClass: "other", reason: "x" }
    const { faults } = checkDecisions({ ...edition, bonuses }, new Map([["BON-01", typed]]))
    return faults.map(({ rule }) => rule)
  }
  expect([rulesOf("0.5"), rulesOf("1")]).toEqual([["not_one_of"], []])
})

const adjusted = { decision: "adjusted", reasonClass: "records" } as const

test.each<[string, Partial<TypedDecision>, string]>([
  ["households", { ...adjusted, reason: "x" }, "checked_value_missing"],
  ["households", { ...adjusted, checkedText: "12" }, "adjust_reason_missing"],
  ["households", { ...adjusted, checkedText: "12", reason: "  " }, "adjust_reason_missing"],
  ["households", { ...adjusted, checkedText: "0", reason: "x" }, "checked_value_wrong"],
  ["households", { ...adjusted, checkedText: "1e400", reason: "x" }, "checked_value_wrong"],
  ["households", { ...adjusted, checkedText: "20001", reason: "x" }, "checked_value_wrong"],
  ["households", { ...adjusted, checkedText: "1".repeat(65), reason: "x" }, "too_long"],
  ["REQ-06", { ...adjusted, checkedText: "也许", reason: "x" }, "not_yes_no"],
  ["households", { ...adjusted, checkedText: "不适用", reason: "x" }, "na_not_here"],
  ["households", { ...adjusted, reasonClass: "", checkedText: "12", reason: "x" }, "adjust_class_missing"],
  [
    "households",
    { ...adjusted, reasonClass: "gossip", checkedText: "12", reason: "x" },
    "adjust_class_missing",
  ],
  ["households", { decision: "asked" }, "question_missing"],
  ["households", { decision: "asked", reason: "问".repeat(1001) }, "reason_too_long"],
  ["households", { checkedText: "12" }, "checked_value_unused"],
  ["households", { reason: "是否含商铺？" }, "reason_unused"],
  ["no_such_key", {}, "unknown_key"],
  ["REQ-10", {}, "unknown_key"],
])("%s %j: %s", (key, typed, rule) => {
  const { rules, fields } = check(key, typed)
  expect(rules).toEqual([rule])
  expect(fields).toEqual([key])
})

test("what was left in the checked value counts only with an adjustment", () => {
  const { decisions, rules } = check("households", {
    decision: "asked",
    reason: "是否含商铺？",
    checkedText: "",
  })
  expect(rules).toEqual([])
  expect(decisions[0]).toMatchObject({ decision: "asked", checkedValue: null, reason: "是否含商铺？" })
})

test("NA is a checked value where the edition lets a value not apply", () => {
  const { decisions, rules } = check("registered_cars", {
    decision: "adjusted",
    checkedText: "不适用",
    reasonClass: "scope",
    reason: "无车位",
  })
  expect(rules).toEqual([])
  expect(decisions[0]?.checkedValue).toBe("NA")
})

test.each(["zh", "en"] as const)(
  "every rule of decisions has its sentence in %s, without holes",
  (language) => {
    const text = languages[language]
    const typed: [string, Partial<TypedDecision>][] = [
      ["households", { decision: "adjusted" }],
      ["households", { decision: "adjusted", checkedText: "12.5", reason: "x" }],
      ["DED-05", { decision: "adjusted", checkedText: "-1", reason: "x" }],
      ["households", { decision: "asked", checkedText: "1" }],
      ["households", { reason: "x" }],
      ["no_such_key", {}],
    ]
    const faults = typed.flatMap(([key, one]) => {
      const whole = { decision: "accepted" as const, checkedText: "", reason: "", ...one }
      return checkDecisions(edition, new Map([[key, whole]])).faults
    })
    expect(new Set(faults.map(({ rule }) => rule)).size).toBe(8)
    for (const fault of faults) {
      const sentence = faultSentence(text, editionKeys(edition), fault)
      expect(sentence, fault.rule).not.toMatch(/undefined|null|NaN|\[object| 到 {2}/)
      expect(sentence, fault.rule).not.toBe(text.faults.ruleId(fault.rule))
    }
  },
)
