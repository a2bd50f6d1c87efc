import { measureAt, put, type QuarterFacts, shareOf, type TypedValues } from "./quarter-facts.ts"

/** 治理联动: joint meetings, councils, observers, appeals, disputes. */
export function governanceValues(values: TypedValues, facts: QuarterFacts): void {
  const { households, random, lasting, peculiarity } = facts
  const due = random.chance(0.04) ? 0 : random.int(3, 14)
  const joint = facts.level()
  const councils = facts.level()
  // An estate of few households has few appeals: with fewer than five rated, satisfaction says nothing.
  const received =
    peculiarity === "small" ? random.int(6, 14) : Math.round(households * lasting.between(0.03, 0.09))
  const appealsDue = shareOf(received, random.between(90, 100))
  const rated = peculiarity === "small" ? random.int(1, 7) : shareOf(appealsDue, random.between(30, 60))
  const disputes = random.int(0, Math.max(2, Math.round(households / 110)))
  put(values, {
    joint_meetings: joint > 0.8 ? 3 : joint > 0.5 ? 2 : joint > 0.2 ? 1 : 0,
    agreed_items_due: due,
    agreed_items_closed: shareOf(due, measureAt(facts, 50, 90, 100)),
    resident_councils: councils > 0.5 ? random.int(2, 3) : councils > 0.2 ? 1 : 0,
    observers: Math.round((households / 100) * measureAt(facts, 0.2, 1, 1.3)),
    appeals_received: received,
    appeals_on_time: shareOf(received, measureAt(facts, 92, 99, 100)),
    appeals_due: appealsDue,
    appeals_closed: shareOf(appealsDue, measureAt(facts, 75, 95, 100)),
    appeals_rated: Math.min(rated, appealsDue),
    appeals_satisfied: shareOf(Math.min(rated, appealsDue), measureAt(facts, 80, 95, 99)),
    disputes_taken: disputes,
    disputes_settled: shareOf(disputes, measureAt(facts, 70, 95, 100)),
  })
}
