import { canonicalJson } from "../canonical.ts"
import { hasReached, type Phase } from "./phases.ts"
import type { ProgrammeRules } from "./rules.ts"
import type { RulesFault, RulesPart } from "./rules-parts.ts"

/** The phases in which a new version of the rules may be made. */
export const changeablePhases = ["open", "screening", "review"] as const satisfies readonly Phase[]

const differ = (a: unknown, b: unknown) => canonicalJson(a ?? null) !== canonicalJson(b ?? null)
const fixed = (part: RulesPart, field: string, rule: string): RulesFault => ({ rule, field, part })

/** What stands from the opening on: the figures, the seed, the first day, and every category that was announced. */
function sinceOpening(before: ProgrammeRules, after: ProgrammeRules): RulesFault[] {
  const faults: RulesFault[] = []
  if (differ(before.basis, after.basis)) faults.push(fixed("basics", "basis", "rules_fixed_opened"))
  if (before.seed !== after.seed) faults.push(fixed("judging", "seed", "rules_fixed_opened"))
  if (before.dates.openDay !== after.dates.openDay)
    faults.push(fixed("form", "openDay", "rules_fixed_opened"))
  for (const { code, title } of before.categories)
    if (!after.categories.some((category) => category.code === code))
      faults.push({ ...fixed("categories", "c.0.title", "rules_category_gone"), with: { title } })
  return faults
}

/** What judges were promised once they began: criteria, weights, ties, blindness, and no fewer judges. */
function sinceReview(before: ProgrammeRules, after: ProgrammeRules): RulesFault[] {
  const faults: RulesFault[] = []
  const judging = (field: string) => faults.push(fixed("judging", field, "rules_fixed_review"))
  if (differ(before.criteria, after.criteria)) judging("k.0.title")
  if (differ(before.tieBreak, after.tieBreak)) judging("ties")
  if (before.review.blind !== after.review.blind) judging("blind")
  if (before.review.judgesShare !== after.review.judgesShare) judging("judgesShare")
  if (before.review.method !== after.review.method) judging("method")
  if (after.review.perCandidate < before.review.perCandidate)
    faults.push({
      ...fixed("judging", "perCandidate", "rules_judges_fewer"),
      with: { before: before.review.perCandidate },
    })
  return faults
}

/** What a new version may not change in a phase; `today` is a day of Asia/Shanghai. */
export function fixedFaults(
  before: ProgrammeRules,
  after: ProgrammeRules,
  { phase, today }: { phase: Phase; today: string },
): RulesFault[] {
  const faults = sinceOpening(before, after)
  const { closeDay } = after.dates
  if (closeDay !== before.dates.closeDay) {
    if (phase !== "open") faults.push(fixed("form", "closeDay", "rules_fixed_closed"))
    else if (closeDay < today)
      faults.push({ ...fixed("form", "closeDay", "rules_close_passed"), with: { today } })
  }
  if (hasReached(phase, "review")) faults.push(...sinceReview(before, after))
  return faults
}

/** Which rules two versions differ in, in the order of the newer one. */
export function changedRules(before: ProgrammeRules, after: ProgrammeRules): (keyof ProgrammeRules)[] {
  const keys = Object.keys(after) as (keyof ProgrammeRules)[]
  return keys.filter((key) => differ(before[key], after[key]))
}
