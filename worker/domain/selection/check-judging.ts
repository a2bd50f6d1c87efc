import { objections } from "./objections.ts"
import type { Criterion, RulesDraft } from "./rules.ts"
import type { RulesFault } from "./rules-parts.ts"

const replying = objections.states.received.due.within

/** Limits of criteria, of the words in them, and of the numbers that a programme runs by: smallest and largest. */
export const judgingLimits = {
  criteria: 12,
  levels: [2, 10],
  title: 60,
  anchor: 200,
  perCandidate: [1, 15],
  judgesShare: [0, 100],
  replyWorkingDays: [replying.least, replying.most],
  validityYears: [1, 5],
  conflictYears: [0, 10],
  seed: [0, 4294967295],
} as const

const at = (field: string, rule: string, parameters?: RulesFault["with"]): RulesFault => ({
  rule,
  field,
  part: "judging",
  ...(parameters && { with: parameters }),
})

function levelFaults({ levels }: Criterion, index: number): RulesFault[] {
  const field = `k.${index}.levels`
  const [fewest, most] = judgingLimits.levels
  if (levels.length < fewest) return [{ ...at(field, "rules_levels_few"), incomplete: true }]
  if (levels.length > most) return [at(field, "rules_rows_most", { max: most })]
  const long = levels.map(({ anchor }) => [...anchor].length).find((length) => length > judgingLimits.anchor)
  if (long) return [at(field, "rules_text_long", { length: long, max: judgingLimits.anchor })]
  const outside = levels.find(({ score }) => !(score >= 0 && score <= 100))
  if (outside) return [at(field, "rules_level_range", { score: outside.score })]
  const twice = levels.find(({ score }, at) => levels.findIndex((other) => other.score === score) < at)
  if (twice) return [at(field, "rules_level_twice", { score: twice.score })]
  return levels.some(({ anchor }) => anchor === "") ? [at(field, "rules_level_anchor")] : []
}

function criteriaFaults({ criteria = [] }: RulesDraft): RulesFault[] {
  if (criteria.length === 0) return [{ ...at("k.0.title", "rules_criteria_missing"), incomplete: true }]
  const faults = criteria.flatMap((criterion, index) => {
    const found = levelFaults(criterion, index)
    const { title, weight } = criterion
    if (title === "") found.push({ ...at(`k.${index}.title`, "rules_criterion_title"), incomplete: true })
    if (!Number.isInteger(weight) || weight < 1 || weight > 100)
      found.push(at(`k.${index}.weight`, "rules_weight_range"))
    return found
  })
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  if (total !== 100) faults.push({ ...at("k.0.weight", "rules_weights_total", { total }), incomplete: true })
  if (criteria.length > judgingLimits.criteria)
    faults.push(at(`k.${judgingLimits.criteria}.title`, "rules_rows_most", { max: judgingLimits.criteria }))
  return faults
}

type Limited =
  | "perCandidate"
  | "judgesShare"
  | "replyWorkingDays"
  | "validityYears"
  | "conflictYears"
  | "seed"

function limited(field: Limited, value: number | undefined): RulesFault[] {
  const [min, max] = judgingLimits[field]
  const fits = value !== undefined && Number.isInteger(value) && value >= min && value <= max
  return fits ? [] : [at(field, "rules_number_range", { min, max })]
}

function numberFaults({ review, objections, validityYears, conflictYears, seed }: RulesDraft): RulesFault[] {
  const faults = [
    ...limited("perCandidate", review?.perCandidate),
    ...limited("judgesShare", review?.judgesShare),
    ...limited("replyWorkingDays", objections?.replyWorkingDays),
    ...limited("validityYears", validityYears),
    ...limited("conflictYears", conflictYears),
    ...limited("seed", seed),
  ]
  const { quorum = 0, perCandidate = 0 } = review ?? {}
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > perCandidate)
    faults.push(at("quorum", "rules_quorum_range", { max: perCandidate }))
  return faults
}

function tieFaults({ tieBreak = [] }: RulesDraft): RulesFault[] {
  if (tieBreak.at(-1) !== "draw") return [at("ties", "rules_ties_draw")]
  return new Set(tieBreak).size < tieBreak.length ? [at("ties", "rules_ties_twice")] : []
}

/** Criteria, review, ties and the numbers around them. */
export function checkJudging(draft: RulesDraft): RulesFault[] {
  return [...criteriaFaults(draft), ...numberFaults(draft), ...tieFaults(draft)]
}
