import type { CollectedQuarter } from "./calendar.ts"
import type { EstatePlan } from "./estate-plan.ts"
import { type FilingTimes, filingTimes } from "./filing-times.ts"
import { type OpenState, openStateOf } from "./open-states.ts"
import { type Random, randomOf } from "./random.ts"

/** What happens to one submission: how far it comes, when, and with which incidents. */
export interface SubmissionCourse {
  state: OpenState
  times: FilingTimes
  /** Returned once and filed again. */
  twice: boolean
  /** Who replaces one value, if anybody does. */
  adjustedBy: "street" | "district" | null
  random: Random
}

/** Estates whose history is without gaps, because people start with them. */
const walkEstates = 6

/** Shares of a closed quarter's submissions; what authorities change is more often found in weaker estates. */
const share = { notReported: 0.025, late: 0.04, twice: 0.03, adjusted: 0.08 }

/** The course of an estate's submission in the quarter at an index; state `none` means 未报送. */
export function submissionCourse(
  seed: number,
  plan: EstatePlan,
  quarter: CollectedQuarter,
): SubmissionCourse {
  const random = randomOf(seed, `${plan.id} ${quarter.quarter} course`)
  const notReported = random.chance(share.notReported) && plan.index >= walkEstates
  const late = random.chance(share.late)
  const twice = random.chance(share.twice) && !quarter.open
  const adjusted = random.chance(share.adjusted)
  const byStreet = random.chance(0.7)
  const state = quarter.open ? openStateOf(plan.index, plan.district) : notReported ? "none" : "verified"
  const checked = state === "verified" || (state === "street_verified" && byStreet)
  return {
    state,
    times: filingTimes(random, quarter, { late, twice }),
    twice,
    adjustedBy: adjusted && checked ? (byStreet ? "street" : "district") : null,
    random,
  }
}
