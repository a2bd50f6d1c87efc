import { Environment } from "@marcbachmann/cel-js"
import { describe, expect, test, vi } from "vitest"
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
  /** How many times and how many characters of expressions are parsed while something is done. */
  function parsed(work: () => void): { times: number; characters: number } {
    const parse = vi.spyOn(Environment.prototype, "parse")
    work()
    const texts = parse.mock.calls.map(([text]) => String(text))
    parse.mockRestore()
    return { times: texts.length, characters: texts.join("").length }
  }

  test("12,000 evaluations of one expression parse it once", () => {
    const fresh = expressions()
    const once = parsed(() => fresh.evaluate("quarters.all(q, !q.scored || q.base >= 80)", values)).times
    expect(once).toBeGreaterThan(0)
    const many = expressions()
    const all = parsed(() => {
      for (let run = 0; run < 12_000; run++)
        many.evaluate("quarters.all(q, !q.scored || q.base >= 80)", values)
    })
    expect(all.times).toBe(once)
  })

  test("the longest expressions that are let in cost work in proportion to their length", () => {
    const sums = `${Array.from({ length: 60 }, () => "base").join("+")} > 1`
    const lists = `quarters.map(q, ${Array.from({ length: 18 }, () => "[1]").join("+")}).size() > 0`
    for (const expression of [sums, lists]) {
      // Every sum is watched by one call: none stands around a copy of another one.
      const calls = vi.spyOn(Number, "isFinite")
      const { characters } = parsed(() => expressions().evaluate(expression, values))
      expect(calls.mock.calls.length).toBeLessThan(2 * expression.length)
      calls.mockRestore()
      expect(characters).toBeLessThan(10 * expression.length)
    }
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
