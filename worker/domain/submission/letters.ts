import { letter } from "../mail/letter-kind.ts"

/** To whoever may send submissions, before the quarter's deadline. */
export const submissionsDue = letter({
  name: "submissions_due",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["quarter", "count", "day", "link"],
  secret: [],
})

export const letters = { submissions_due: submissionsDue }
