import { expect, test } from "vitest"
import { errorRecord } from "../../worker/domain/error-record.ts"
import { digitsOf } from "../../worker/domain/scoring/decimal.ts"
import { readCategories } from "../../worker/http/forms/rules/categories.ts"
import { readJudging } from "../../worker/http/forms/rules/judging.ts"

/** As long as a form may be: an expression that is quadratic takes minutes for it, and this test with it. */
const LENGTH = 500_000

test("a line of a quota is read from its end, whatever stands before", () => {
  const district = { code: "510104", name: "锦江区", estates: 1 }
  const lines = ["锦江区 3", "510104：，12", `a${" ".repeat(LENGTH)}b`, ":".repeat(LENGTH), "锦江区3", "7"]
  const { unread, rules } = readCategories(
    { "c.0.code": "A", "c.0.title": "x", "c.0.quotas": lines.join("\n") },
    [district],
  )
  expect(rules.categories[0]?.quotas).toEqual([
    { district: "510104", most: 3 },
    { district: "510104", most: 12 },
  ])
  expect(unread).toHaveLength(4)
})

test("a line of a level is read once", () => {
  const lines = ["５分：好", "3 , 可以", `1${" ".repeat(LENGTH)}\u2028`, "x"]
  const { unread, rules } = readJudging({ "k.0.title": "x", "k.0.levels": lines.join("\n") })
  expect(rules.criteria?.[0]?.levels.map(({ score, anchor }) => [score, anchor])).toEqual([
    [5, "好"],
    [3, "可以"],
    [1, ""],
  ])
  expect(unread.map(({ rule }) => rule)).toContain("rules_level_line")
})

test("zeros before another digit, and a message without an end", () => {
  expect(digitsOf(`1${"0".repeat(LENGTH)}1`).digits).toHaveLength(LENGTH + 2)
  const { message } = errorRecord(new Error(`${"x ".repeat(1500)}${"y".repeat(LENGTH)}@city.example`))
  expect(message).not.toContain("yyy")
})
