import { measureAt, oneDecimal, put, type QuarterFacts, shareOf, type TypedValues } from "./quarter-facts.ts"

/** By season 1 to 4: spring festival keeps volunteers away, early summer and summer bring events (domain.md §7). */
const turnoutBySeason = [0.8, 1.15, 1.1, 0.95]
const volunteeringBySeason = [0.65, 1.05, 1, 1.05]

/** 服务联做: events, volunteers, care visits, kinds of service. */
export function serviceValues(values: TypedValues, facts: QuarterFacts): void {
  const { households, random, lasting, season, peculiarity } = facts
  const eventful = facts.level() + (season === 2 || season === 3 ? 0.1 : -0.05)
  const events = eventful > 0.45 ? random.int(2, season === 2 ? 5 : 3) : eventful > 0.15 ? 1 : 0
  const turnout = measureAt(facts, 5, 40, 55) * (turnoutBySeason[season - 1] ?? 1)
  const hours = measureAt(facts, 0.05, 0.5, 0.8) * (volunteeringBySeason[season - 1] ?? 1)
  // Few persons in care: the public page withholds their counts.
  const inCare =
    peculiarity === "small" ? lasting.int(1, 4) : Math.round(households * lasting.between(0.004, 0.02))
  const visited = () => shareOf(inCare, measureAt(facts, 60, 100))
  put(values, {
    cultural_events: events,
    event_turnout: events === 0 ? 0 : Math.round((households / 100) * turnout),
    volunteer_hours: oneDecimal(households * hours),
    volunteer_families: Math.round((households / 100) * measureAt(facts, 0.5, 3.7, 5.5)),
    care_registered: inCare,
    care_visited_month1: visited(),
    care_visited_month2: visited(),
    care_visited_month3: visited(),
    service_kinds: Math.round(measureAt(facts, 1, 5, 7)),
  })
}
