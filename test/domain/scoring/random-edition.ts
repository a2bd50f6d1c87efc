/** Random editions and values for fast-check: small numbers, so that ties, zeros and limits are hit often. */
import fc from "fast-check"
import type { Condition, Edition, Measure, Operand } from "../../../worker/domain/scoring/edition.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"

export const words = { zh: "文", en: "text" }
export const source = { kind: "assumption", note: words } as const
const item = { title: words, definition: words, source, provider: "company" } as const

const small = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: -20, max: 90 }).map((x) => x / 10),
)
const limit = fc.oneof(small, fc.constantFrom(33.333333333, 66.666666667, 0.0000000005, 12.5))

/** `earlier`: whether it may look at the quarter before, as in checks. */
export function operandOf(keys: readonly string[], depth: number, earlier = false): fc.Arbitrary<Operand> {
  const key = fc.constantFrom(...keys)
  if (depth === 0) return fc.oneof({ weight: 4, arbitrary: key }, { weight: 1, arbitrary: small })
  const inner = operandOf(keys, depth - 1, earlier)
  const list = fc.array(inner, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 5, arbitrary: key },
    { weight: 1, arbitrary: list.map((sum) => ({ sum })) },
    { weight: 1, arbitrary: list.map((product) => ({ product })) },
    { weight: earlier ? 4 : 0, arbitrary: inner.map((previous) => ({ previous })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(inner, fc.constantFrom(1, 2, 3, 0.1, 0.3, 100))
        .map(([of, by]) => ({ ceil_div: [of, by] as const })),
    },
    { weight: 1, arbitrary: measureOf(keys, depth - 1, earlier) },
  )
}

export function measureOf(keys: readonly string[], depth: number, earlier = false): fc.Arbitrary<Measure> {
  const inner = operandOf(keys, depth, earlier)
  const scale = fc.constantFrom(1, 100, 0.1)
  const cap = fc.constantFrom(undefined, 1, 50, 100)
  return fc.oneof(
    inner.map((of) => ({ kind: "value", of }) as const),
    fc
      .tuple(inner, inner, scale, cap)
      .map(([of, over, s, c]) => ({ kind: "ratio", of, over, scale: s, ...(c ? { cap: c } : {}) }) as const),
    fc
      .tuple(inner, inner, fc.constantFrom(1, 100, 3))
      .map(([of, over, per]) => ({ kind: "per", of, over, per }) as const),
    fc.array(inner, { minLength: 1, maxLength: 3 }).map((of) => ({ kind: "mean", of }) as const),
  )
}

export function conditionOf(keys: readonly string[], depth = 1, earlier = false): fc.Arbitrary<Condition> {
  const comparison = fc
    .tuple(operandOf(keys, depth, earlier), fc.constantFrom("less_than", "equals", "at_least"), limit)
    .map(([of, name, x]) => ({ of, [name]: x }) as Condition)
  return fc.oneof(
    { weight: 3, arbitrary: comparison },
    { weight: 1, arbitrary: fc.array(comparison, { minLength: 1, maxLength: 2 }).map((all) => ({ all })) },
  )
}

export const lineScoring = fc
  .tuple(fc.constantFrom("linear"), limit, limit)
  .filter(([, full, zero]) => full !== zero)
  .map(([, full, zero]) => ({ kind: "linear", full, zero, source: { full: source, zero: source } }) as const)

export const stepScoring = fc
  .tuple(
    fc.constantFrom("at_least" as const, "at_most" as const),
    fc.uniqueArray(limit, { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.integer({ min: 0, max: 20 }).map((x) => x / 20),
      { minLength: 3, maxLength: 3 },
    ),
  )
  .map(([direction, limits, ratios]) => {
    const sign = direction === "at_least" ? -1 : 1
    const xs = limits.sort((a, b) => sign * (a - b))
    const best = ratios.sort((a, b) => b - a)
    const steps = xs.map((x, n) => [x, best[n]!] as const)
    return { kind: "steps", direction, steps, source: steps.map(() => source) } as const
  })

function indicatorOf(code: string, dimension: string, bases: readonly string[]) {
  const own = [`${code}_a`, `${code}_b`]
  const keys = [...own, ...bases]
  const alternative = fc.record({ measure: measureOf(keys, 1), scoring: fc.oneof(lineScoring, stepScoring) })
  return fc.record({
    code: fc.constant(code),
    dimension: fc.constant(dimension),
    title: fc.constant(words),
    definition: fc.constant(words),
    unit: fc.constant(words),
    direction: fc.constantFrom("higher" as const, "lower" as const),
    points: fc.integer({ min: 1, max: 60 }).map((x) => x / 10),
    cadence: fc.constant("quarter" as const),
    inputs: fc.constant(own.map(inputOf)),
    alternatives: fc.array(alternative, { minLength: 1, maxLength: 2 }),
    missing_when: fc.array(conditionOf(keys), { maxLength: 1 }),
    not_applicable_when: fc.array(conditionOf(keys), { maxLength: 2 }),
    evidence: fc.constant(words),
    source: fc.constant(source),
  })
}

export function inputOf(key: string) {
  return {
    key,
    title: words,
    unit: words,
    type: "number",
    min: -100,
    max: 100,
    provider: "company",
    sensitive: false,
  } as const
}

/** Editions with two dimensions, sums or arithmetic means. */
export const randomEdition: fc.Arbitrary<Edition> = fc
  .record({
    one: fc.array(fc.constant(null), { minLength: 1, maxLength: 3 }),
    two: fc.array(fc.constant(null), { minLength: 1, maxLength: 2 }),
  })
  .chain(({ one, two }) => {
    const bases = ["base_x", "base_y"]
    const indicators = fc.tuple(
      ...one.map((_, n) => indicatorOf(`A${n}`, "A", bases)),
      ...two.map((_, n) => indicatorOf(`B${n}`, "B", bases)),
    )
    const requirement = fc.oneof(
      fc.constantFrom("gates", "no_veto", "score:base:3.5", "score:ranking:2", "no_quarter_below:4"),
      conditionOf(bases),
    )
    return fc
      .record({
        indicators,
        requires: fc.array(requirement, { maxLength: 3 }),
        indicatorPlaces: fc.constantFrom(null, 1, 2, 3),
        totalPlaces: fc.constantFrom(null, 0, 1, 2),
        aggregation: fc.constantFrom("sum" as const, "arithmetic" as const),
        scale: fc.constantFrom(undefined, 1, 100),
        policy: fc.constantFrom("rescale_dimension" as const, "full_marks" as const),
      })
      .map((parts) => assemble(bases, parts))
  })

interface Parts {
  indicators: Edition["indicators"]
  requires: Edition["bands"][number]["requires"]
  indicatorPlaces: number | null
  totalPlaces: number | null
  aggregation: "sum" | "arithmetic"
  scale: number | undefined
  policy: Edition["not_applicable"]
}

function assemble(bases: readonly string[], parts: Parts): Edition {
  const { indicators, requires, indicatorPlaces, totalPlaces, aggregation, scale, policy } = parts
  const pointsOf = (code: string) =>
    Math.round(indicators.reduce((sum, one) => sum + (one.dimension === code ? one.points : 0), 0) * 10) / 10
  return {
    code: "random",
    version: "1",
    title: words,
    disclaimer: words,
    effective_from: "2020Q1",
    timezone: "Asia/Shanghai",
    bases: bases.map(inputOf),
    dimensions: ["A", "B"].map((code) => ({ code, title: words, points: pointsOf(code) })),
    indicators,
    gates: [{ code: "gate", ...item }],
    bonuses: [
      { code: "bonus1", max: 2, ...item },
      { code: "bonus2", max: 3.5, ...item },
    ],
    bonus_cap: 4.25,
    deductions: [
      { code: "deduction1", each: 0.35, max: 2, ...item },
      { code: "deduction2", each: 1.5, max: 4, ...item },
    ],
    deduction_cap: 5,
    vetoes: [{ code: "veto", level: "estate", ...item }],
    bands: [
      { code: "top", title: words, at_least: 3, requires },
      { code: "middle", title: words, at_least: 1.5, requires: [] },
    ],
    rounding: { indicator: indicatorPlaces, total: totalPlaces },
    aggregation,
    ...(scale !== undefined && aggregation !== "sum" ? { scale } : {}),
    not_applicable: policy,
    year: { min_quarters: 2, method: "mean" },
    rank: { score: "base_minus_deductions", places: 2, ties: "shared", tie_break: ["bonus"], min_group: 1 },
    robustness: { draws: 20, weight_spread: 0.25, seed: 5 },
  }
}

/** Typed values for an edition: often missing, sometimes claimed away. */
export function randomValues(edition: Edition): fc.Arbitrary<Map<string, number | "NA">> {
  const entries = [...editionKeys(edition).values()].map((spec) => {
    const number =
      spec.type === "yes_no"
        ? fc.integer({ min: 0, max: 1 })
        : spec.type === "integer"
          ? fc.integer({ min: 0, max: 6 })
          : spec.kind === "bonus"
            ? fc.integer({ min: 0, max: 20 }).map((x) => x / 10)
            : small
    return fc
      .oneof(
        { weight: 8, arbitrary: number },
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant("NA" as const) },
      )
      .map((value) => [spec.key, value] as const)
  })
  return fc
    .tuple(...entries)
    .map((list) => new Map(list.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))))
}
