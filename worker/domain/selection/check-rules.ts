import { type BasisRelease, checkBasics } from "./check-basics.ts"
import { checkCategories, type DistrictField } from "./check-categories.ts"
import { checkEligibility } from "./check-eligibility.ts"
import { checkForm } from "./check-form.ts"
import { checkJudging } from "./check-judging.ts"
import type { CheckRule } from "./expression.ts"
import type { RulesDraft } from "./rules.ts"
import type { RulesFault } from "./rules-parts.ts"

/** What rules are checked against: final releases, districts, and the language of expressions. */
export interface RulesAround {
  releases: readonly BasisRelease[]
  districts: readonly DistrictField[]
  checkExpression: CheckRule
}

/** Hard faults block opening; soft ones ask for a reason. */
export interface CheckedRules {
  hard: RulesFault[]
  soft: RulesFault[]
}

/** Checks rules as they are being typed, all parts, in the order of their pages. */
export function checkRules(draft: RulesDraft, around: RulesAround): CheckedRules {
  const basics = checkBasics(draft, around.releases)
  const categories = checkCategories(draft, around.districts)
  const eligibility = checkEligibility(draft, around.checkExpression)
  return {
    hard: [
      ...basics.hard,
      ...categories.hard,
      ...eligibility.hard,
      ...checkForm(draft),
      ...checkJudging(draft),
    ],
    soft: [...basics.soft, ...categories.soft, ...eligibility.soft],
  }
}
