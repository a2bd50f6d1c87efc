import { put, type QuarterFacts, shareOf, type TypedValues } from "./quarter-facts.ts"

/** Gates that somebody answers; REQ-09 follows from the survey, REQ-10 and REQ-11 are the platform's. */
const answeredGates = ["01", "02", "03", "04", "05", "06", "07", "08", "12"]

/** Bonuses with the share of well-kept estates that have them and the most points given. */
const bonuses: readonly (readonly [code: string, share: number, points: readonly number[]])[] = [
  ["BON-01", 0.12, [1, 1, 1, 2]],
  ["BON-02", 0.15, [1]],
  ["BON-03", 0.25, [1]],
  ["BON-04", 0.12, [2]],
  ["BON-05", 0.12, [1]],
  ["BON-06", 0.05, [1]],
  ["BON-07", 0.06, [1]],
  ["BON-08", 0.1, [1]],
]

const vetoCodes = ["VET-01", "VET-02", "VET-03", "VET-04", "VET-05", "VET-06", "VET-07"]

/** Survey, gates, bonuses, deductions and vetoes. */
export function answerValues(values: TypedValues, facts: QuarterFacts): void {
  const { aim, random, lasting } = facts
  surveyValues(values, facts)
  const failing = 0.002 + Math.max(0, 88 - aim) * 0.0016
  for (const gate of answeredGates) put(values, { [`REQ-${gate}`]: random.chance(failing) ? "no" : "yes" })
  const quality = Math.max(0, Math.min(1, (aim - 45) / 50))
  for (const [code, share, points] of bonuses) {
    // Both are drawn in any case, so that the lasting numbers stay aligned from quarter to quarter.
    const has = lasting.chance(share * 1.6 * quality)
    const given = lasting.pick(points)
    if (has) put(values, { [code]: given })
  }
  put(values, {
    "DED-03": random.chance(0.006) ? 1 : 0,
    "DED-04": random.chance(0.05) ? random.int(1, 2) : 0,
    "DED-05": random.chance(0.03) ? 1 : 0,
  })
  for (const code of vetoCodes) put(values, { [code]: random.chance(0.0006) ? "yes" : "no" })
}

/** One survey a year, by the street: satisfaction follows the level of the estate, 80 % asked for by REQ-09. */
function surveyValues(values: TypedValues, facts: QuarterFacts): void {
  const { households, yearly, aim } = facts
  const wanted = Math.ceil(Math.min(100, households * 0.3))
  const answers = Math.round(
    yearly.chance(0.03) ? wanted * 0.8 : Math.max(wanted, households * yearly.between(0.3, 0.5)),
  )
  const percent = Math.min(99, 64 + 0.325 * aim + 1.5 * yearly.normal())
  const satisfied = shareOf(answers, percent)
  const met = satisfied >= answers * 0.8 && answers >= wanted
  put(values, { survey_answers: answers, survey_satisfied: satisfied, "REQ-09": met ? "yes" : "no" })
}
