import { MOST_LEAVE_DAYS } from "../../../worker/domain/organisation/deputies.ts"
import type { deputyActions as actionsZh, deputyFields as fieldsZh, deputies as zh } from "../zh/deputies.ts"

export const deputies: typeof zh = {
  title: "Leave and deputies",
  card: {
    title: "Leave and deputies",
    text: "A colleague stands in while you are away; see who stands in for whom",
  },
  lead: "While you are away a colleague of your organisation can stand in for you. It ends by itself, can be taken back at any time, and every act says for whom it was done. A deputy names no deputy and manages neither members nor keys.",
  none: "Nobody stands in for anybody now.",
  standsFor: (deputy, absent, role) => `${deputy} for ${absent} (${role})`,
  days: (from, to) => (from === to ? from : `${from} to ${to}`),
  waits: "Waits for a second person to agree",
  comes: "Has not begun",
  stands: (day) => `Stands in until ${day}`,
  namedBy: (name, organisation, time) => `Named by ${name} of ${organisation}, ${time}`,
  because: (reason) => `Reason: ${reason}`,
  confirm: (deputy, absent) => `Agree that ${deputy} stands in for ${absent}`,
  end: (deputy, absent) => `End that ${deputy} stands in for ${absent}`,
  own: (absent, day) => `You stand in for ${absent} until ${day}. Everything you do says so.`,
  ownLink: "Look at it or hand it back",
  fields: {
    member: "Who is away",
    deputy: "Who stands in",
    fromDay: "From",
    toDay: "Until",
    reason: "Reason",
  },
  form: {
    title: (organisation) => `Name a deputy: ${organisation}`,
    lead: "For your own leave choose yourself; no reason is needed. For a colleague who is away give a reason; where that is an approver, another person has to agree first.",
    choose: "Choose",
    deputyHint: "Whoever belongs to another organisation as well cannot stand in and is not listed.",
    toHint: `Ends at 23:59:59 of that day; at most ${MOST_LEAVE_DAYS} days.`,
    reasonHint: "Not needed for your own leave. Only the two, the heads and those above read it.",
    button: "Name the deputy",
    invite: "Not a member yet? Invite them first.",
    alone: "This organisation has one member only, so nobody can stand in. Invite a colleague first.",
  },
  elsewhere: {
    title: "Organisations below",
    lead: "Where an approver below is away and nobody there can name a deputy, do it here.",
    label: "Organisation",
    button: "Open",
  },
  done: {
    standing: "Named; both are told.",
    asked: "Asked for. It holds once another person has agreed.",
    confirmed: "Agreed; both are told.",
    ended: "Ended; both are told.",
  },
  refusals: {
    deputy_own: (_) => "You are one of the two, or the one who asked: another person has to agree.",
  },
  rules: {
    absent_missing: (_) => "Choose who is away; viewers have nothing to stand in for.",
    deputy_missing: (_) => "Choose who stands in; it cannot be the same person.",
    deputy_elsewhere: (_) =>
      "This person belongs to another organisation as well and might check what it reported itself. Choose somebody else.",
    absent_has_deputy: (_) =>
      "This person has a deputy on these days already. End that first, or change the days.",
    deputy_of_deputy: (_) =>
      "This person stands in for somebody on these days, and a deputy has no deputy. End that first.",
    deputy_absent: (_) => "This person is away on these days too. Choose somebody else, or change the days.",
    deputy_busy: (_) =>
      "This person stands in for somebody else on these days, and can for one at a time only. Choose somebody else, or change the days.",
    leave_past: (_) => "The first day is over. Begin today or later.",
    leave_backwards: (_) => "The last day is before the first. Check them.",
    leave_long: (p) =>
      `A deputy stands in for ${p["max"]} days at most. Choose an earlier last day; name it again afterwards.`,
  },
}

export const deputyActions: typeof actionsZh = {
  "deputy.name": "Named a deputy",
  "deputy.confirm": "Agreed to a deputy",
  "deputy.end": "Ended a deputy",
}

/** Fields of events about them, and of what whoever stands in does. */
export const deputyFields: typeof fieldsZh = {
  deputyOf: "As deputy of (member id)",
  absent: "Absent (member id)",
  deputy: "Deputy (member id)",
}
