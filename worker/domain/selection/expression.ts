import type { RuleOutcome } from "./eligibility.ts"
import type { FigureValues } from "./figures.ts"

/** Most characters of a rule's expression. */
export const expressionMost = 500

/** What is wrong with an expression: a key of the words, with what its sentence needs (a name, a position from 1). */
export interface ExpressionProblem {
  problem: string
  with?: Record<string, string | number>
}

/** Whether an expression may stand as a rule; null when it may. */
export type CheckRule = (expression: string) => ExpressionProblem | null

/** How an expression comes out for the figures of one estate. Never throws, never runs long. */
export type EvaluateRule = (
  expression: string,
  figures: FigureValues,
) => Pick<RuleOutcome, "outcome" | "figures" | "problem">

/** The language of the rules, behind these two (gateways/expression.ts). */
export interface Expressions {
  check: CheckRule
  evaluate: EvaluateRule
}
