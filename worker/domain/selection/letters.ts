import { letter } from "../mail/letter-kind.ts"

/** A member of an organiser is asked to judge. */
export const judgeInvited = letter({
  name: "judge_invited",
  to: "person",
  when: "act",
  always: false,
  fields: ["link", "programme", "organiser"],
  secret: [],
})

/** The rules of a programme were changed, with the reason that everybody reads. */
export const rulesChanged = letter({
  name: "rules_changed",
  to: "applicants",
  when: "act",
  always: false,
  fields: ["link", "programme", "organiser", "version", "reason"],
  secret: [],
})

/** To an organiser's desk, before the answer to an objection is due. */
export const objectionsDue = letter({
  name: "objections_due",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["programme", "count", "day", "link"],
  secret: [],
})

/** To whoever may send nominations, before the call closes. */
export const nominationsDue = letter({
  name: "nominations_due",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["programme", "count", "day", "link"],
  secret: [],
})

export const letters = {
  judge_invited: judgeInvited,
  rules_changed: rulesChanged,
  objections_due: objectionsDue,
  nominations_due: nominationsDue,
}
