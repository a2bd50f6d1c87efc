/** How one rule came out. `missing`: a figure that it needs was not released; `error`: it could not be evaluated. */
export interface RuleOutcome {
  code: string
  outcome: "pass" | "fail" | "missing" | "error"
  /** The figures that the rule looked at, by name, with their values: the reason in numbers. */
  figures: Record<string, number | string | boolean | null>
  /** For `error`: a key of web/text (division_by_zero, too_complex, …). */
  problem: string | null
}

/** Whether an estate may take part, rule by rule. Eligible when every rule passes. */
export interface EligibilityResult {
  eligible: boolean
  rules: RuleOutcome[]
  /** Hash of the figures it was evaluated on, and the version of the rules. */
  figuresHash: string
  rulesVersion: number
}
