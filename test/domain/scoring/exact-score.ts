/**
 * A second, slow engine written from the format alone, in exact fractions, one estate at a time: what the real one is
 * compared with. Without logarithms and geometric means, which are not exact.
 */
import type {
  Condition,
  Edition,
  Indicator,
  Measure,
  Operand,
} from "../../../worker/domain/scoring/edition.ts"
import {
  add,
  ceil,
  compare,
  compare9,
  divide,
  exact,
  type Fraction,
  fraction,
  multiply,
  ONE,
  round,
  roundTwice,
  subtract,
  ZERO,
} from "./fraction.ts"

export type Values = ReadonlyMap<string, number | "NA">

export interface ExactIndicator {
  state: "reported" | "missing" | "not_applicable"
  measure: Fraction | null
  ratio: Fraction | null
}

const isZero = (x: Fraction) => x.n === 0n

/** `before`: the values of the quarters directly before, the latest first; only checks look at them. */
export function operand(of: Operand, values: Values, before: readonly Values[] = []): Fraction | null {
  if (typeof of === "number") return exact(of)
  if (typeof of === "string") {
    const value = values.get(of)
    return typeof value === "number" ? exact(value) : null
  }
  if ("sum" in of) return of.sum.map((part) => operand(part, values, before)).reduce(plus, ZERO)
  if ("product" in of) return of.product.map((part) => operand(part, values, before)).reduce(times, ONE)
  if ("previous" in of) return operand(of.previous, before[0] ?? new Map(), before.slice(1))
  if ("ceil_div" in of) {
    const x = operand(of.ceil_div[0], values, before)
    return x && ceil(round(divide(x, exact(of.ceil_div[1])), 9))
  }
  return measureOf(of, values, before)
}

const plus = (a: Fraction | null, b: Fraction | null) => (a && b ? add(a, b) : null)
const times = (a: Fraction | null, b: Fraction | null) => (a && b ? multiply(a, b) : null)

function measureOf(measure: Measure, values: Values, before: readonly Values[] = []): Fraction | null {
  if (measure.kind === "value") return operand(measure.of, values, before)
  if (measure.kind === "mean") {
    const sum = measure.of.map((part) => operand(part, values, before)).reduce(plus, ZERO)
    return sum && divide(sum, fraction(BigInt(measure.of.length)))
  }
  const of = operand(measure.of, values, before)
  const over = operand(measure.over, values, before)
  if (!of || !over || isZero(over)) return null
  if (measure.kind === "per") return divide(of, divide(over, exact(measure.per)))
  const x = divide(multiply(exact(measure.scale), of), over)
  return measure.cap !== undefined && compare(x, exact(measure.cap)) > 0 ? exact(measure.cap) : x
}

/** Whether an operand is `NA`: every key of it is, it has one, and no measure is in it. */
function isNa(of: Operand, values: Values): boolean {
  const keys: string[] = []
  let measured = false
  const walk = (part: Operand) => {
    if (typeof part === "string") keys.push(part)
    else if (typeof part === "object" && "sum" in part) part.sum.forEach(walk)
    else if (typeof part === "object" && "product" in part) part.product.forEach(walk)
    else if (typeof part === "object" && "ceil_div" in part) walk(part.ceil_div[0])
    else if (typeof part === "object") measured = true
  }
  walk(of)
  return !measured && keys.length > 0 && keys.every((key) => values.get(key) === "NA")
}

export function met(
  condition: Condition,
  values: Values,
  list: "missing" | "not_applicable" | "band" | "check",
  before: readonly Values[] = [],
): boolean {
  if ("all" in condition) return condition.all.every((part) => met(part, values, list, before))
  if (list === "not_applicable" && isNa(condition.of, values)) return true
  const x = operand(condition.of, values, before)
  if (!x) return list === "missing"
  if (condition.less_than !== undefined) return compare9(x, exact(condition.less_than)) < 0
  if (condition.at_least !== undefined) return compare9(x, exact(condition.at_least)) >= 0
  return compare9(x, exact(condition.equals ?? Number.NaN)) === 0
}

function ratioOf(indicator: Indicator["alternatives"][number], x: Fraction): Fraction {
  const { scoring } = indicator
  if (scoring.kind === "steps") {
    const sign = scoring.direction === "at_least" ? 1 : -1
    const step = scoring.steps.find(([limit]) => sign * compare9(x, exact(limit)) >= 0)
    return step ? exact(step[1]) : ZERO
  }
  const zero = exact(scoring.zero)
  const ratio = divide(subtract(x, zero), subtract(exact(scoring.full), zero))
  return compare(ratio, ZERO) < 0 ? ZERO : compare(ratio, ONE) > 0 ? ONE : ratio
}

export function scoreIndicator(indicator: Indicator, values: Values): ExactIndicator {
  const none = { measure: null, ratio: null }
  if (indicator.not_applicable_when.some((condition) => met(condition, values, "not_applicable")))
    return { state: "not_applicable", ...none }
  let best: ExactIndicator = { state: "missing", ...none }
  if (indicator.missing_when.some((condition) => met(condition, values, "missing"))) return best
  for (const alternative of indicator.alternatives) {
    const measure = measureOf(alternative.measure, values)
    if (!measure) continue
    const ratio = ratioOf(alternative, measure)
    if (!best.ratio || compare9(ratio, best.ratio) > 0) best = { state: "reported", measure, ratio }
  }
  return best
}

export interface ExactScore {
  indicators: (ExactIndicator & { points: Fraction | null })[]
  dimensions: Fraction[]
  base: Fraction
  bonus: Fraction
  deductions: Fraction
  final: Fraction
  ranking: Fraction
  band: string | null
  gatesFailed: string[]
  vetoes: string[]
}

const total = (list: readonly Fraction[]) => list.reduce(add, ZERO)
const least = (a: Fraction, b: Fraction) => (compare(a, b) < 0 ? a : b)

/** `withheld`: the ratios that stand for the counts of withheld indicators, by code. */
export function exactScore(
  edition: Edition,
  values: Values,
  withheld: ReadonlyMap<string, 0 | 1> = new Map(),
): ExactScore {
  const places = edition.rounding
  const full = edition.not_applicable === "full_marks"
  const states = edition.indicators.map((indicator): ExactIndicator => {
    const told = withheld.get(indicator.code)
    if (told === undefined) return scoreIndicator(indicator, values)
    return { state: "reported", measure: null, ratio: told === 1 ? ONE : ZERO }
  })
  for (const { code } of edition.dimensions) {
    const own = states.filter((_, n) => edition.indicators[n]!.dimension === code)
    if (own.every(({ state }) => state === "not_applicable")) for (const one of own) one.state = "missing"
  }
  const indicators = states.map((one, n) => {
    const weight = exact(edition.indicators[n]!.points)
    const ratio = one.state === "not_applicable" && full ? ONE : one.ratio
    if (one.state === "not_applicable" && !full) return { ...one, points: null }
    return { ...one, ratio, points: roundTwice(multiply(ratio ?? ZERO, weight), places.indicator) }
  })
  const parts = edition.dimensions.map(({ code, points }) => {
    const own = indicators.flatMap((one, n) => {
      const { dimension, points: weight } = edition.indicators[n]!
      return dimension === code ? [{ ...one, weight: exact(weight) }] : []
    })
    const counted = own.filter(({ points: given }) => given !== null)
    const weight = total(counted.map((one) => one.weight))
    const sum = total(counted.map((one) => one.points ?? ZERO))
    const weighted = total(counted.map((one) => multiply(one.ratio ?? ZERO, one.weight)))
    const mean = isZero(weight) ? ZERO : divide(weighted, weight)
    const raw =
      edition.aggregation === "sum"
        ? divide(multiply(sum, exact(points)), weight)
        : multiply(mean, exact(points))
    return { points: roundTwice(raw, places.indicator), mean, weight: total(own.map((one) => one.weight)) }
  })
  const weight = total(parts.map((part) => part.weight))
  const mean = divide(total(parts.map((part) => multiply(part.mean, part.weight))), weight)
  const scale = edition.scale === undefined ? weight : exact(edition.scale)
  const raw = edition.aggregation === "sum" ? total(parts.map(({ points }) => points)) : multiply(mean, scale)
  const dimensions = parts.map(({ points }) => points)
  return { indicators, dimensions, ...totals(edition, values, roundTwice(raw, places.total)) }
}

function totals(edition: Edition, values: Values, base: Fraction) {
  const places = edition.rounding.total
  const given = (code: string) => {
    const value = values.get(code)
    return typeof value === "number" ? exact(value) : ZERO
  }
  const bonuses = total(edition.bonuses.map(({ code }) => given(code)))
  const counted = edition.deductions.map(({ code, each, max }) =>
    least(exact(max), multiply(exact(each), given(code))),
  )
  const bonus = roundTwice(least(exact(edition.bonus_cap), bonuses), places)
  const deductions = roundTwice(least(exact(edition.deduction_cap), total(counted)), places)
  const sum = roundTwice(subtract(add(base, bonus), deductions), places)
  const final = compare(sum, ZERO) < 0 ? ZERO : sum
  const ranking = roundTwice(subtract(base, deductions), places)
  const gatesFailed = edition.gates.map(({ code }) => code).filter((code) => values.get(code) !== 1)
  const vetoes = edition.vetoes.map(({ code }) => code).filter((code) => values.get(code) === 1)
  const scores = { base, final, ranking }
  const band = edition.bands.find(
    ({ at_least, requires }) =>
      compare9(final, exact(at_least)) >= 0 &&
      requires.every((one) => {
        if (typeof one !== "string") return met(one, values, "band")
        if (one === "gates") return gatesFailed.length === 0
        if (one === "no_veto") return vetoes.length === 0
        const [word, ...rest] = one.split(":")
        const score = word === "score" ? scores[rest[0] as keyof typeof scores] : base
        return compare9(score, exact(rest[rest.length - 1]!)) >= 0
      }),
  )
  return { base, bonus, deductions, final, ranking, band: band?.code ?? null, gatesFailed, vetoes }
}
