import { letter } from "../mail/letter-kind.ts"

/** To whoever may send submissions, before the quarter's deadline. */
export const submissionsDue = letter({
  name: "submissions_due",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["quarter", "count", "day", "link", "estates"],
  secret: [],
})

/** To whoever may send submissions, once a quarter is opened. */
export const quarterOpened = letter({
  name: "quarter_opened",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["quarter", "count", "day", "link", "estates"],
  secret: [],
})

/** To the company of what a street or district had verified and takes back. */
export const verificationTakenBack = letter({
  name: "verification_taken_back",
  to: { holders: "filing.edit" },
  when: "act",
  always: false,
  fields: ["estate", "quarter", "link"],
  secret: [],
})

/** To whoever types a place's part, once a quarter is opened. */
export const partOpened = letter({
  name: "part_opened",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["quarter", "count", "day", "link"],
  secret: [],
})

/** To whoever files for estates that a release tells of: their bands and points, as everybody reads them. */
export const released = letter({
  name: "released",
  to: "person",
  when: "clock",
  always: false,
  fields: ["quarter", "count", "link", "estates"],
  secret: [],
})

/** To both companies of estates that changed hands (移交): one letter for all that were written down on a day. */
export const handedOver = letter({
  name: "handed_over",
  to: "person",
  when: "clock",
  always: false,
  fields: ["count", "link", "estates"],
  secret: [],
})

/** To whoever types a place's part, where a company asks it to mend or fill in something. */
export const partAsked = letter({
  name: "part_asked",
  to: { holders: "part.edit" },
  when: "act",
  always: false,
  fields: ["organisation", "estate", "quarter", "count", "link"],
  secret: [],
})

/** To the company whose values a street or district has replaced when it passed a submission on (核查调整). */
export const valuesAdjusted = letter({
  name: "values_adjusted",
  to: { holders: "filing.edit" },
  when: "act",
  always: false,
  fields: ["estate", "quarter", "count", "link"],
  secret: [],
})

/** To the company whose submission a street or district has sent back, with what it asks. */
export const submissionReturned = letter({
  name: "submission_returned",
  to: { holders: "filing.edit" },
  when: "act",
  always: false,
  fields: ["estate", "quarter", "link"],
  secret: [],
})

/** To whoever types a place's part of what a street or district has sent back, where it asks about that part. */
export const partReturned = letter({
  name: "part_returned",
  to: { holders: "part.edit" },
  when: "act",
  always: false,
  fields: ["estate", "quarter", "count", "link"],
  secret: [],
})

/** To the company whose released quarter the city has opened for correction (更正). */
export const correctionOpened = letter({
  name: "correction_opened",
  to: { holders: "filing.edit" },
  when: "act",
  always: false,
  fields: ["estate", "quarter", "link"],
  secret: [],
})

export const letters = {
  submissions_due: submissionsDue,
  quarter_opened: quarterOpened,
  part_opened: partOpened,
  released,
  handed_over: handedOver,
  part_asked: partAsked,
  values_adjusted: valuesAdjusted,
  submission_returned: submissionReturned,
  part_returned: partReturned,
  verification_taken_back: verificationTakenBack,
  correction_opened: correctionOpened,
}
