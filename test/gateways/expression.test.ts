import { describe, expect, test } from "vitest"
import { figureValues } from "../../worker/domain/selection/figures.ts"
import { expressions } from "../../worker/gateways/expression.ts"
import { fixtureFigures } from "../support/fixture-rules.ts"

const { check, evaluate } = expressions()
const values = figureValues(fixtureFigures({}))

describe("what may stand as a rule", () => {
  test.each([
    "base >= 60",
    "base >= 60.0",
    "60 <= base",
    "veto_count in [0, 1]",
    "(base + bonus) * 2 > 180 && !(band == 'weak')",
    "rank <= 10 ? true : top10 > 0.5",
    "district.startsWith('5101')",
    "size(quarters) == 8",
    "quarters.filter(q, q.scored).all(q, q.base >= 80)",
  ])("%s", (expression) => {
    expect(check(expression)).toBeNull()
  })
})

describe("what may not", () => {
  test.each<[string, string, Record<string, unknown>?]>([
    ["", "empty"],
    [`base > 1${" || base > 1".repeat(50)}`, "too_long", { most: 500 }],
    ["base >=", "syntax", { position: 8 }],
    ["base >= 60 and rank < 3", "syntax", { position: 12 }],
    ["基础分 > 3", "syntax", { position: 1 }],
    ["score >= 60", "unknown_figure", { name: "score" }],
    ["base", "not_boolean"],
    ["base > 'x'", "wrong_type", { position: 1 }],
    ["base == null", "wrong_type"],
    ["quarters.all(q, q.votes > 1)", "unknown_field", { position: 19 }],
    ["quarters.all(base, true)", "name_taken", { name: "base" }],
    ["band.matches('(a+)+$')", "unknown_function", { name: "matches" }],
    ["dyn(base) > 1", "unknown_function", { name: "dyn" }],
    ["finite(base) > 1", "unknown_function", { name: "finite" }],
    ["cel.bind(x, base, x > 1)", "unknown_function", { name: "bind" }],
    ["base > 1e21", "number_too_large"],
    [`${"(".repeat(20)}base > 1${")".repeat(20)}`, "too_complex"],
    [`base in [${Array.from({ length: 40 }, (_, at) => at).join(",")}]`, "too_complex"],
    ["quarters.all(a, quarters.all(b, true))", "too_complex"],
  ])("%s", (expression, problem, parameters = undefined) => {
    expect(check(expression)).toMatchObject({ problem, ...(parameters ? { with: parameters } : {}) })
    expect(evaluate(expression, values)).toMatchObject({ outcome: "error", problem })
  })
})

describe("evaluating", () => {
  test("12,000 evaluations of one expression take a moment", () => {
    const began = performance.now()
    for (let run = 0; run < 12_000; run++) evaluate("quarters.all(q, !q.scored || q.base >= 80)", values)
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test("the longest expressions that are let in end at once", () => {
    const sums = `${Array.from({ length: 60 }, () => "base").join("+")} > 1`
    const lists = `quarters.map(q, ${Array.from({ length: 18 }, () => "[1]").join("+")}).size() > 0`
    const began = performance.now()
    for (const expression of [sums, lists]) evaluate(expression, values)
    expect(performance.now() - began).toBeLessThan(200)
  })

  test("what an expression can never do: reach into the program", () => {
    for (const expression of [
      "base.constructor == 1",
      "quarters[0].__proto__ == 1",
      "quarters.constructor > 0",
    ])
      expect(check(expression)).not.toBeNull()
  })
})
