import { conditionFaults } from "./condition.ts"
import { type CheckRule, expressionMost } from "./expression.ts"
import type { EligibilityRule, RulesDraft } from "./rules.ts"
import type { RulesFault } from "./rules-parts.ts"

/** Most eligibility rules of a programme, and the longest title of one. */
export const eligibilityMost = { rows: 30, title: 60 }

const at = (index: number, name: string, rule: string, parameters?: RulesFault["with"]): RulesFault => ({
  rule,
  field: `e.${index}.${name}`,
  part: "eligibility",
  ...(parameters && { with: parameters }),
})

/** The field of the builder that a fault of a comparison stands beside. */
function builderField(rule: string): string {
  if (rule === "condition_figure") return "figure"
  return rule.endsWith("operator") ? "operator" : "value"
}

function expressionFaults({ built, expression }: EligibilityRule, index: number, check: CheckRule) {
  if (built) {
    const faults = conditionFaults(built).map(({ rule, with: parameters }) =>
      at(index, builderField(rule), rule, parameters),
    )
    if (faults.length > 0) return faults
  }
  const wrong = check(expression.slice(0, expressionMost + 1))
  return wrong ? [at(index, "expression", `expression_${wrong.problem}`, wrong.with)] : []
}

/** Eligibility rules: each has a title and an expression that can be evaluated. */
export function checkEligibility({ eligibility = [] }: RulesDraft, check: CheckRule) {
  const hard = eligibility.flatMap((rule, index) => {
    const faults = expressionFaults(rule, index, check)
    const length = [...rule.title].length
    if (length === 0) faults.push({ ...at(index, "title", "rules_condition_title"), incomplete: true })
    if (length > eligibilityMost.title)
      faults.push(at(index, "title", "rules_text_long", { length, max: eligibilityMost.title }))
    return faults
  })
  if (eligibility.length > eligibilityMost.rows)
    hard.push(at(eligibilityMost.rows, "title", "rules_rows_most", { max: eligibilityMost.rows }))
  const soft = eligibility.length === 0 ? [at(0, "title", "rules_eligibility_none")] : []
  return { hard, soft }
}
