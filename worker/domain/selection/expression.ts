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

/** How one expression came out. `missing`: a figure that it needs was not released; `error`: it could not be evaluated. */
export interface RuleEvaluation {
  outcome: "pass" | "fail" | "missing" | "error"
  /** The figures that it looked at, by name, with their values: the reason in numbers. */
  figures: Record<string, number | string | boolean | null>
  /** For `error`: a key of web/text (division_by_zero, too_complex, …). */
  problem: string | null
}

/** Evaluates an expression on the figures of one estate. Never throws, never runs long. */
export type EvaluateRule = (expression: string, figures: FigureValues) => RuleEvaluation

/** The language of the rules, behind these two (gateways/expression.ts). */
export interface Expressions {
  check: CheckRule
  evaluate: EvaluateRule
}
