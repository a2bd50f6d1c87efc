import { measureAt, put, type QuarterFacts, shareOf, type TypedValues } from "./quarter-facts.ts"

/** 组织联建: micro-grids, cross-appointments, the owners' committee, four-party meetings. */
export function organisationValues(values: TypedValues, facts: QuarterFacts): void {
  const { households, random, lasting } = facts
  const required = Math.ceil(households / 100)
  const total = Math.max(required, Math.round(households / lasting.between(72, 98)))
  const members = lasting.pick([5, 5, 7, 7, 9])
  const held = random.pick([2, 2, 3, 3, 4])
  put(values, {
    households,
    microgrids_total: total,
    microgrids_staffed: Math.min(total, shareOf(required, measureAt(facts, 70, 100))),
    microgrids_in_size: shareOf(total, measureAt(facts, 60, 100)),
    cross_appointments: Math.round(measureAt(facts, 0, 3)),
    committee_members: members,
    committee_party_members: shareOf(members, measureAt(facts, 0, 50, 70)),
    meetings_held: held,
    meetings_all_four: shareOf(held, measureAt(facts, 50, 100)),
  })
}
