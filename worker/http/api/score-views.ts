import { formulaReader, requirementWords } from "../../../web/pages/public/formula.ts"
import type { Text } from "../../../web/text/text.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { EstateScore } from "../../domain/scoring/results.ts"
import { type Expected, effectsOf, expected } from "../../domain/submission/expected.ts"
import { factsOf } from "../../usecases/submission/expected.ts"
import { type OpenSubmission, plain } from "../../usecases/submission/open-submission.ts"
import type { Verification } from "../../usecases/submission/open-verification.ts"
import type { Preview } from "../../usecases/submission/preview-decisions.ts"

/** What is expected of a submission, digit for digit as the pages say it. */
export function scoreView(text: Text, edition: Edition, { score, deductions: counted, bars }: Expected) {
  const reader = formulaReader(edition, text)
  const { base, bonus, deductions, final, ranking, band, gatesFailed, vetoes } = score
  return {
    base,
    bonus,
    deductions,
    final,
    ranking,
    band,
    deductionDetail: counted,
    bars: bars.map((bar) => ({ ...bar, others: bar.others.map((one) => requirementWords(reader, one)) })),
    gatesFailed,
    vetoes,
    dimensions: score.dimensions.map(({ code, points, fullPoints, ratio }) => ({
      code,
      points,
      fullPoints,
      ratio,
    })),
    indicators: score.indicators.map(({ code, state, measure, points, alternative, withheld }) => ({
      code,
      state,
      measure,
      points,
      alternative: withheld ? null : alternative,
    })),
  }
}

/** The points of a score and its band. */
export const pointsOf = ({ base, deductions, final, band }: EstateScore) => ({
  base,
  deductions,
  final,
  band,
})

/** What decisions do to points and band. */
export function previewView(text: Text, { edition }: OpenSubmission, { effects, expected }: Preview) {
  return {
    filed: pointsOf(effects.filed),
    adjusted: pointsOf(effects.adjusted),
    effects: [...effects.each].map(([key, effect]) => ({ key, effect })),
    expected: scoreView(text, edition, expected),
  }
}

/** The same of what is saved; null where nothing is adjusted. */
export function savedEffects(text: Text, open: Verification, now: Date) {
  const facts = factsOf(open, now)
  const effects = effectsOf(facts, open.standing)
  if (effects.each.size === 0) return null
  return previewView(text, open, { effects, expected: expected(facts, plain(open.standing)) })
}
