import type { EstatePlan } from "../estate-plan.ts"
import { answerValues } from "./answers.ts"
import { environmentValues } from "./environment.ts"
import { facilityValues } from "./facilities.ts"
import { governanceValues } from "./governance.ts"
import { organisationValues } from "./organisation.ts"
import { type QuarterFacts, quarterFacts, type TypedValues } from "./quarter-facts.ts"
import { serviceValues } from "./service.ts"

/** Indicators that are now and then left out, by their keys. */
const sometimesLeftOut: readonly (readonly string[])[] = [
  ["pipe_tested_m", "pipe_total_m"],
  ["water_lost_m3", "water_supplied_m3"],
  ["volunteer_families"],
  ["electrical_tasks_done", "electrical_tasks_planned"],
  ["observers"],
  ["greening_tasks_done", "greening_tasks_planned"],
]

/**
 * Everything that is typed for an estate in one quarter, valid under the edition cd-wwsg-2023, by key.
 * `before` holds the values of the quarter before, from which open hazards are brought forward.
 */
export function estateValues(
  seed: number,
  plan: EstatePlan,
  at: number,
  quarter: string,
  before: TypedValues | null,
): TypedValues {
  const facts = quarterFacts(seed, plan, at, quarter)
  const values: TypedValues = new Map()
  organisationValues(values, facts)
  governanceValues(values, facts)
  serviceValues(values, facts)
  environmentValues(values, facts)
  facilityValues(values, facts, before)
  answerValues(values, facts)
  leaveOut(values, facts)
  return values
}

function leaveOut(values: TypedValues, { random, aim }: QuarterFacts): void {
  if (!random.chance(aim < 70 ? 0.2 : 0.06)) return
  for (const key of random.pick(sometimesLeftOut)) values.delete(key)
}
