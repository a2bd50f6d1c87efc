import { letter } from "../mail/letter-kind.ts"

/** To whoever may correct, where a company asks for a correction of a released quarter. */
export const correctionAsked = letter({
  name: "correction_asked",
  to: { holders: "quarter.correct" },
  when: "act",
  always: false,
  fields: ["organisation", "estate", "quarter", "count", "day", "link"],
  secret: [],
})

/** To the company whose request the city does not follow. */
export const correctionRefused = letter({
  name: "correction_refused",
  to: { holders: "filing.edit" },
  when: "act",
  always: false,
  fields: ["estate", "quarter", "link"],
  secret: [],
})

/** To whoever may correct, before requests for correction have to be answered. */
export const correctionsDue = letter({
  name: "corrections_due",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["quarter", "count", "day", "link"],
  secret: [],
})

export const letters = {
  correction_asked: correctionAsked,
  correction_refused: correctionRefused,
  corrections_due: correctionsDue,
}
