import type { CollectedQuarter } from "./calendar.ts"
import type { Random } from "./random.ts"

const hour = 3_600_000
const day = 24 * hour

/** When things happened to one submission, in milliseconds; every one after the one before. */
export interface FilingTimes {
  saved: number
  community: number
  /** First filing; the later one when it was filed twice. */
  firstSubmitted: number
  returned: number
  submitted: number
  street: number
  district: number
}

/** Times of a submission of a closed quarter: in office hours, before the deadline unless late. */
function closedTimes(random: Random, quarter: CollectedQuarter, late: boolean, twice: boolean): FilingTimes {
  const officeHour = () => random.between(9, 18) * hour
  const filedOn = late ? random.int(20, 32) : random.int(3, 15)
  const returnedOn = filedOn + 1
  const filedAgainOn = twice ? returnedOn + random.int(1, 2) : filedOn
  const streetOn = filedAgainOn + random.int(1, 5)
  const at = (days: number) => quarter.opensAt + days * day + officeHour()
  const firstSubmitted = at(filedOn)
  return {
    saved: firstSubmitted - random.between(1, 20) * hour,
    community: at(Math.max(0, filedOn - 2)),
    firstSubmitted,
    returned: at(returnedOn),
    submitted: twice ? at(filedAgainOn) : firstSubmitted,
    street: at(streetOn),
    district: at(streetOn + random.int(1, 6)),
  }
}

/** Times of a submission of the open quarter: between its opening and now, however short that is. */
function openTimes(random: Random, quarter: CollectedQuarter): FilingTimes {
  const span = quarter.endsAt - quarter.opensAt
  const at = (from: number, to: number) => quarter.opensAt + span * random.between(from, to)
  const submitted = at(0.25, 0.55)
  return {
    saved: at(0.15, 0.25),
    community: at(0.1, 0.15),
    firstSubmitted: submitted,
    returned: at(0.6, 0.7),
    submitted,
    street: at(0.6, 0.7),
    district: at(0.75, 0.9),
  }
}

/** Times that fit a quarter; `late` and `twice` (filed, returned, filed again) are for closed ones. */
export function filingTimes(
  random: Random,
  quarter: CollectedQuarter,
  { late, twice }: { late: boolean; twice: boolean },
): FilingTimes {
  return quarter.open ? openTimes(random, quarter) : closedTimes(random, quarter, late, twice)
}

/** When a district has closed a quarter. */
export function closingTime(quarter: CollectedQuarter): number {
  if (!quarter.open) return quarter.endsAt
  return quarter.opensAt + 0.95 * (quarter.endsAt - quarter.opensAt)
}
