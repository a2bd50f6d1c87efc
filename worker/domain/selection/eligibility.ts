import type { EvaluateRule, RuleEvaluation } from "./expression.ts"
import { type EstateFigures, figureValues } from "./figures.ts"
import type { EligibilityRule } from "./rules.ts"

/** How one rule came out. */
export interface RuleOutcome extends RuleEvaluation {
  code: string
}

/** Whether an estate may take part, rule by rule. Eligible when every rule passes. */
export interface EligibilityResult {
  eligible: boolean
  rules: RuleOutcome[]
  /** Hash of the figures it was evaluated on, and the version of the rules. */
  figuresHash: string
  rulesVersion: number
}

/** What evaluating needs: the language, and what is being evaluated by which version. */
export interface EligibilityDeps {
  evaluate: EvaluateRule
  figuresHash: string
  rulesVersion: number
}

/** Evaluates every rule on the figures of one estate: it may take part when all of them pass. */
export function evaluateEligibility(
  rules: readonly EligibilityRule[],
  figures: EstateFigures,
  { evaluate, figuresHash, rulesVersion }: EligibilityDeps,
): EligibilityResult {
  const values = figureValues(figures)
  const outcomes = rules.map(({ code, expression }) => ({ code, ...evaluate(expression, values) }))
  return {
    eligible: outcomes.every(({ outcome }) => outcome === "pass"),
    rules: outcomes,
    figuresHash,
    rulesVersion,
  }
}
