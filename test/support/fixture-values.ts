import type { Edition, Indicator, Measure, Operand } from "../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../worker/domain/scoring/keys.ts"

/** mulberry32: the same fixture every time. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Values = Map<string, KeyValue>

function evaluate(operand: Operand, values: Values): number {
  if (typeof operand === "number") return operand
  if (typeof operand === "string") return Number(values.get(operand) ?? Number.NaN)
  if ("sum" in operand) return operand.sum.reduce<number>((sum, part) => sum + evaluate(part, values), 0)
  if ("ceil_div" in operand) return Math.ceil(evaluate(operand.ceil_div[0], values) / operand.ceil_div[1])
  if ("product" in operand)
    return operand.product.reduce<number>((all, part) => all * evaluate(part, values), 1)
  if ("previous" in operand) throw new Error("the quarter before stands in checks only")
  if (operand.kind === "value") return evaluate(operand.of, values)
  if (operand.kind === "per")
    return evaluate(operand.of, values) / (evaluate(operand.over, values) / operand.per)
  if (operand.kind === "mean")
    return operand.of.reduce<number>((sum, part) => sum + evaluate(part, values), 0) / operand.of.length
  return (operand.scale * evaluate(operand.of, values)) / evaluate(operand.over, values)
}

function setInput(values: Values, operand: Operand, value: number): void {
  if (typeof operand === "string" && !values.has(operand)) values.set(operand, Math.max(0, Math.round(value)))
}

/** Types numerators and denominators so that a measure comes out near `aim`. */
function aimAt(measure: Measure, aim: number, values: Values, random: () => number): void {
  if (measure.kind === "value") {
    setInput(values, measure.of, aim)
    return
  }
  if (measure.kind === "mean") {
    for (const part of measure.of)
      if (typeof part === "object" && "kind" in part) aimAt(part, aim, values, random)
    return
  }
  setInput(values, measure.over, 12 + random() * 80)
  const over = evaluate(measure.over, values)
  const of = measure.kind === "per" ? (aim * over) / measure.per : (aim * over) / measure.scale
  setInput(values, measure.of, measure.kind === "ratio" && measure.scale === 100 ? Math.min(over, of) : of)
}

function aimOf(indicator: Indicator, quality: number, random: () => number): number {
  const scoring = indicator.alternatives[0]!.scoring
  const ratio = Math.min(1, Math.max(0, quality + (random() - 0.5) * 0.7))
  if (scoring.kind !== "steps") return scoring.zero + ratio * 1.02 * (scoring.full - scoring.zero)
  const steps = scoring.steps
  const step = Math.floor((1 - ratio) * 1.4 * steps.length)
  return steps[step]?.[0] ?? (scoring.direction === "at_least" ? 0 : steps[steps.length - 1]![0] + 1)
}

/** Plausible typed values of one estate and quarter; `quality` 0..1 decides how good they are. */
export function typedValues(edition: Edition, quality: number, households: number, seed: number): Values {
  const random = randomNumbers(seed)
  const values: Values = new Map<string, KeyValue>([
    ["households", households],
    ["spaces_own", Math.round(households * (0.5 + random() * 0.4))],
    ["spaces_contracted", Math.round(households * random() * 0.1)],
    ["spaces_shared", Math.round(households * random() * 0.05)],
    ["inspections_planned", 90],
    ["inspections_done", Math.round(90 * (0.75 + 0.25 * quality ** 0.5))],
    ["survey_answers", 200],
    ["survey_satisfied", Math.round(200 * (0.72 + 0.26 * quality))],
    ["parking_patrols", 12 + Math.floor(random() * 6)],
    ["cleaning_points_checked", 20 + Math.floor(random() * 30)],
    ["hazards_brought_forward", Math.floor(random() * 3)],
    ["general_hazards", Math.floor(2 + random() * 8)],
    ["hazards_found", Math.floor(3 + random() * 20)],
    ["registered_cars", Math.round((households * 0.75) / (0.5 + 0.5 * quality))],
    ["committee_members", 7],
    ["meetings_held", 3],
    ["green_land_m2", Math.round(households * (8 + random() * 10))],
    ["care_registered", random() < 0.15 ? 3 : Math.floor(6 + random() * 20)],
    ["disputes_taken", random() < 0.15 ? 2 : Math.floor(5 + random() * 20)],
  ])
  for (const indicator of edition.indicators) {
    if (random() < 0.012) continue
    aimAt(indicator.alternatives[0]!.measure, aimOf(indicator, quality, random), values, random)
  }
  if (random() < 0.06) values.set("agreed_items_due", 0)
  if (random() < 0.08) values.set("appeals_rated", 3)
  if (random() < 0.04) values.set("registered_cars", 0)
  for (const gate of edition.gates) values.set(gate.code, random() < 0.94 + 0.06 * quality ? 1 : 0)
  for (const bonus of edition.bonuses) if (random() < quality * 0.4) values.set(bonus.code, bonus.max)
  for (const deduction of edition.deductions) if (random() < 0.05) values.set(deduction.code, 1)
  return values
}
