import type {
  PublishedIndicator,
  PublishedValue,
  Scorecard,
  ValueState,
} from "../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../worker/domain/scoring/keys.ts"
import type { EstateScore, IndicatorScore } from "../../worker/domain/scoring/results.ts"

const isFew = (value: KeyValue | undefined) => typeof value === "number" && value >= 1 && value <= 4

function stateOf(score: IndicatorScore): ValueState {
  if (score.state === "reported") return "verified"
  if (score.cause === "too_few") return "too_few"
  return score.state
}

function publishedValues(
  edition: Edition,
  values: Map<string, KeyValue>,
  hidden: Set<string>,
  adjusted: string | undefined,
  index: number,
): PublishedValue[] {
  const inputs = [...edition.bases, ...edition.indicators.flatMap((indicator) => indicator.inputs)]
  return inputs.map(({ key, provider }) => {
    const value = values.get(key)
    const state = hidden.has(key) ? "suppressed" : typeof value === "number" ? "verified" : "missing"
    return {
      key,
      state: key === adjusted && state === "verified" ? "spot_checked" : state,
      value: state === "verified" ? Number(value) : null,
      provider,
      onBehalf: provider === "community" && index % 3 !== 0,
      adjusted: key === adjusted,
    }
  })
}

/** Fills a scorecard from a score: suppresses small sensitive counts, adjusts and types on behalf here and there. */
export function scorecardOf(
  frame: Scorecard,
  edition: Edition,
  values: Map<string, KeyValue>,
  score: EstateScore,
  index: number,
): Scorecard {
  const some = edition.indicators[(index * 5) % edition.indicators.length]
  // Nothing tells that a count of persons was adjusted.
  const adjusted = some?.inputs.find(({ sensitive }) => !sensitive)?.key
  const hidden = new Set<string>()
  const indicators = score.indicators.map((scored, number): PublishedIndicator => {
    const inputs = edition.indicators[number]?.inputs ?? []
    const few = inputs.some((input) => input.sensitive && isFew(values.get(input.key)))
    if (few) for (const input of inputs) hidden.add(input.key)
    return {
      code: scored.code,
      state: few ? "suppressed" : stateOf(scored),
      measure: few ? null : scored.measure,
      ratio: few ? null : scored.ratio,
      points: scored.points,
      alternative: scored.alternative,
      adjusted: inputs.some((input) => input.key === adjusted),
    }
  })
  return {
    ...frame,
    outcome: "scored",
    band: score.band,
    base: score.base,
    bonus: score.bonus,
    deductions: score.deductions,
    final: score.final,
    ranking: score.ranking,
    gatesFailed: score.gatesFailed,
    vetoes: score.vetoes,
    dimensions: Object.fromEntries(score.dimensions.map((dimension) => [dimension.code, dimension.points])),
    dimensionDetail: score.dimensions.map(({ code, points, fullPoints, applicablePoints }) => ({
      code,
      points,
      full: fullPoints,
      applicable: applicablePoints,
    })),
    indicators,
    values: publishedValues(edition, values, hidden, adjusted, index),
    gates: edition.gates.map((gate) => ({
      code: gate.code,
      met: values.get(gate.code) === 1,
      answered: values.has(gate.code),
    })),
    bonuses: edition.bonuses.flatMap((bonus) => {
      const points = values.get(bonus.code)
      return typeof points === "number" ? [{ code: bonus.code, points }] : []
    }),
    deductionDetail: edition.deductions.flatMap((deduction) => {
      const count = values.get(deduction.code)
      if (typeof count !== "number") return []
      return [{ code: deduction.code, count, points: Math.min(deduction.max, deduction.each * count) }]
    }),
  }
}
