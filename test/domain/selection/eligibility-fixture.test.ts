import { describe, expect, test } from "vitest"
import { evaluateEligibility } from "../../../worker/domain/selection/eligibility.ts"
import type { EstateFigures, QuarterFigures } from "../../../worker/domain/selection/figures.ts"
import type { EligibilityRule } from "../../../worker/domain/selection/rules.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { fixtureFigures } from "../../support/fixture-rules.ts"

/** A quarter: base, lateness, vetoes; null is one that was not reported. */
type Typed = [base: number, late: 0 | 1 | 2, vetoes?: number] | null

const periods = ["2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4"]

function quarter(period: string, typed: Typed): EstateFigures["quarters"][number] {
  const none = { outcome: null, base: null, final: null, band: null, rank: null, late: null }
  const [base = 0, late = 0, vetoes = 0] = typed ?? []
  const scored = { outcome: "scored" as const, base, final: base, band: "good", rank: 3, late }
  const row: Omit<QuarterFigures, "period" | "gatesFailed" | "vetoes"> = typed ? scored : none
  const found = Array.from({ length: vetoes }, (_, at) => `VET-0${at + 1}`)
  return { period, ...row, gatesFailed: [], vetoes: found, manifestHash: null }
}

interface Change {
  basis?: Partial<EstateFigures["basis"]>
  quarters?: Typed[]
  months?: number | null
}

/** 甲: year base 91.2; eight quarters of 85 to 93 without a veto, the last four in time but one; managed for 26 months. */
const jia: Typed[] = [
  [85, 0],
  [86, 0],
  [88, 0],
  [89, 0],
  [90, 0],
  [91, 1],
  [92, 0],
  [93, 0],
]

function figures({ basis = {}, quarters = jia, months = 26 }: Change = {}): EstateFigures {
  const scores = { base: 91.2, bonus: 2, deductions: 1, final: 92.2, ranking: 90.2, band: "excellent" }
  const ranks = { rank: 4, rankP5: 2, rankP95: 9, top10: 0.85 }
  const typed = fixtureFigures({}, { period: "2025", ...scores, ...ranks, ...basis })
  return {
    ...typed,
    quarters: periods.map((period, at) => quarter(period, quarters[at] ?? null)),
    tenureMonths: months,
  }
}

const withVeto = (at: number): Typed[] =>
  jia.map((typed, here) => (typed && here === at ? [typed[0], typed[1], 1] : typed))
const without = (...places: number[]): Typed[] => jia.map((typed, at) => (places.includes(at) ? null : typed))
const late = (...places: number[]): Typed[] =>
  jia.map((typed, at) => (typed ? [typed[0], places.includes(at) ? 2 : 0] : null))
const last = (base: number): Typed[] => [...jia.slice(0, 7), [base, 0]]

type Case = [why: string, expression: string, change: Change, outcome: string, problem?: string]

/** Fifty cases, each worked out by hand from the figures of 甲 and what is changed of them. */
const cases: Case[] = [
  // The example of the capability: year base ≥ 90, no quarter under 80, all gates, no veto in 8, 3 of 4 in time, tenure ≥ 12.
  ["91.2 ≥ 90", "base >= 90", {}, "pass"],
  ["89.99 < 90", "base >= 90", { basis: { base: 89.99 } }, "fail"],
  ["exactly 90", "base >= 90", { basis: { base: 90 } }, "pass"],
  ["typed as 90.0 it is the same number", "base >= 90.0", { basis: { base: 90 } }, "pass"],
  ["the smallest of the last four, 90, is not under 80", "min_quarter_base >= 80", {}, "pass"],
  ["the last one has 79.9", "min_quarter_base >= 80", { quarters: last(79.9) }, "fail"],
  [
    "an earlier year's 60 is none of the last four",
    "min_quarter_base >= 80",
    { quarters: [[60, 0], ...jia.slice(1)] },
    "pass",
  ],
  [
    "one of four not reported: the other three count",
    "min_quarter_base >= 80",
    { quarters: without(6) },
    "pass",
  ],
  [
    "none of the four reported: nothing to compare",
    "min_quarter_base >= 80",
    { quarters: without(4, 5, 6, 7) },
    "missing",
  ],
  ["no gate failed", "gates_failed_count == 0", {}, "pass"],
  ["one gate failed", "gates_failed_count == 0", { basis: { gatesFailed: ["REQ-10"] } }, "fail"],
  [
    "not reported, so no gate is known",
    "gates_failed_count == 0",
    { basis: { outcome: "not_reported" } },
    "missing",
  ],
  ["no veto in eight quarters", "veto_count == 0", {}, "pass"],
  ["a veto in the first of the eight", "veto_count == 0", { quarters: withVeto(0) }, "fail"],
  ["a veto in the last one", "veto_count == 0", { quarters: withVeto(7) }, "fail"],
  [
    "two vetoes in one quarter are two",
    "veto_count == 2",
    { quarters: [[85, 0, 2], ...jia.slice(1)] },
    "pass",
  ],
  ["and one quarter", "veto_quarters == 1", { quarters: [[85, 0, 2], ...jia.slice(1)] }, "pass"],
  ["2025Q2 was late: three of four", "on_time_quarters >= 3", {}, "pass"],
  ["two of four late", "on_time_quarters >= 3", { quarters: late(5, 6) }, "fail"],
  ["one late, one not reported: two in time", "on_time_quarters >= 3", { quarters: without(6) }, "fail"],
  ["26 months", "tenure_months >= 12", {}, "pass"],
  ["11 months", "tenure_months >= 12", { months: 11 }, "fail"],
  ["12 months are enough", "tenure_months >= 12", { months: 12 }, "pass"],
  ["nobody is known to manage it", "tenure_months >= 12", { months: null }, "missing"],
  ["all four reported", "reported_quarters == 4", {}, "pass"],
  ["three of four reported", "reported_quarters == 4", { quarters: without(4) }, "fail"],
  // Bands, ranks and ranges.
  ["the best band", 'band == "excellent"', {}, "pass"],
  ["one of two bands", 'band in ["good", "excellent"]', { basis: { band: "good" } }, "pass"],
  ["another band", 'band != "excellent"', {}, "fail"],
  ["not scored, no band", 'band == "excellent"', { basis: { band: null } }, "missing"],
  ["the range ends at 9", "rank_p95 <= 10", {}, "pass"],
  ["the range is 9 − 2 = 7 wide", "rank_p95 - rank_p5 < 7", {}, "fail"],
  ["0.85 of the draws among the first ten", "top10 > 0.8", {}, "pass"],
  ["another district", 'district == "510105"', {}, "fail"],
  // Quarters, for who writes expressions.
  ["all eight at least 85", "quarters.all(q, q.base >= 85)", {}, "pass"],
  ["85 is under 86", "quarters.all(q, q.base >= 86)", {}, "fail"],
  [
    "one is unknown, the others pass: it could be either",
    "quarters.all(q, q.base >= 85)",
    { quarters: without(2) },
    "missing",
  ],
  [
    "one is unknown, another one fails anyway",
    "quarters.all(q, q.base >= 86)",
    { quarters: without(2) },
    "fail",
  ],
  [
    "asked for reported ones only",
    "quarters.all(q, !q.scored || q.base >= 85)",
    { quarters: without(2) },
    "pass",
  ],
  ["93 > 92 once", "quarters.exists_one(q, q.base > 92)", {}, "pass"],
  ["seven quarters in time", "quarters.filter(q, q.late == 0).size() >= 7", {}, "pass"],
  ["the last one better than the first", "quarters[7].base > quarters[0].base", {}, "pass"],
  ["there is no ninth quarter", "quarters[8].base > 80", {}, "error", "no_such_quarter"],
  // Arithmetic.
  ["2 / 1 = 2", "bonus / deductions == 2", {}, "pass"],
  [
    "nothing was deducted: division by zero",
    "bonus / deductions >= 2",
    { basis: { deductions: 0 } },
    "error",
    "division_by_zero",
  ],
  ["7 / 2 is 3.5, not 3", "base > 7 / 2 * 26", {}, "pass"],
  [
    "a number beyond all",
    "base * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 * 100000000000000000000 > 0",
    {},
    "error",
    "overflow",
  ],
  // What may not stand as a rule, and is an error where it does.
  ["no such figure", "basescore >= 90", {}, "error", "unknown_figure"],
  [
    "a pattern that would try for ever",
    '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("^(a+)+$")',
    {},
    "error",
    "unknown_function",
  ],
  [
    "quarters within quarters within quarters",
    "quarters.all(a, quarters.all(b, quarters.all(c, a.base + b.base + c.base > 0)))",
    {},
    "error",
    "too_complex",
  ],
]

const language = expressions()
const deps = { evaluate: language.evaluate, figuresHash: "h", rulesVersion: 1 }
const rule = (expression: string, code = "E1"): EligibilityRule => ({
  code,
  title: code,
  expression,
  built: null,
})

test("there are fifty cases", () => {
  expect(cases).toHaveLength(50)
})

describe("one rule on the figures of one estate", () => {
  test.each(cases)("%s: %s", (_, expression, change, outcome, problem = undefined) => {
    const result = evaluateEligibility([rule(expression)], figures(change), deps)
    expect(result.rules[0]).toMatchObject({ code: "E1", outcome, problem: problem ?? null })
    expect(result.eligible).toBe(outcome === "pass")
  })
})

describe("all rules together", () => {
  const example = [
    "base >= 90",
    "min_quarter_base >= 80",
    "gates_failed_count == 0",
    "veto_count == 0",
    "on_time_quarters >= 3",
    "tenure_months >= 12",
  ].map((expression, at) => rule(expression, `E${at + 1}`))

  test("甲 passes each of the six, and every figure that was looked at is told", () => {
    const { eligible, rules, figuresHash, rulesVersion } = evaluateEligibility(example, figures(), deps)
    expect({ eligible, figuresHash, rulesVersion }).toEqual({
      eligible: true,
      figuresHash: "h",
      rulesVersion: 1,
    })
    expect(rules.map((one) => one.figures)).toEqual([
      { base: 91.2 },
      { min_quarter_base: 90 },
      { gates_failed_count: 0 },
      { veto_count: 0 },
      { on_time_quarters: 3 },
      { tenure_months: 26 },
    ])
  })

  test("one that fails and one that is missing keep it out; the rest is evaluated all the same", () => {
    const result = evaluateEligibility(example, figures({ basis: { base: 80 }, months: null }), deps)
    expect(result.eligible).toBe(false)
    const outcomes = result.rules.map(({ outcome }) => outcome)
    expect(outcomes).toEqual(["fail", "pass", "pass", "pass", "pass", "missing"])
  })
})
