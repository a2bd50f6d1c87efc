import type {
  extensions as zh,
  extensionActions as zhActions,
  extensionProblems as zhProblems,
} from "../zh/extensions.ts"

export const extensions: typeof zh = {
  title: "Extension",
  lead: "It moves the last day of this one estate for this quarter. Form, receipt, reminders and calendar go by it; what was sent already is in time by it too.",
  all: (day) => `The quarter is due on ${day}.`,
  until: (day) => `Extended until ${day}`,
  granted: (organisation, at) => `granted by ${organisation}, ${at}`,
  form: {
    title: "Extend this estate",
    again: "Take another day",
    day: "New last day",
    dayHint: (day) => `After ${day}; it ends at 23:59:59.`,
    reason: "Reason",
    reasonHint: "The company and officials of every level see it; it stands on record.",
    button: "Extend and tell the company",
  },
  back: {
    title: "Take the extension back",
    text: "What is not sent is due on the old day again. What was sent under the extension keeps its day, what was sent before it gets its own day back.",
    button: "Take it back",
  },
  locked: "The quarter is closed or released: it cannot be extended any more.",
  submission: "See the filing",
  open: "Extend",
  openFor: (quarter) => `${quarter}: extend`,
  listed: {
    title: "Extended estates",
    estate: "Estate",
    day: "Due",
    by: "By",
    reason: "Reason",
  },
  told: (organisation, day) => `${organisation} has extended this estate until ${day}.`,
  state: (day) => `extended until ${day}`,
  done: {
    granted: "Extended; the company is told.",
    takenBack: "The extension was taken back; the company is told.",
  },
  refusals: { not_extended: () => "This estate has no extension for this quarter; nothing to take back." },
  short: (p) => `An extension has to be later than the deadline of the quarter, ${p["day"]}.`,
}

export const extensionActions: typeof zhActions = {
  "deadline.extend": "Extended an estate",
  "member.assign_estates": "Divided the estates",
  "deadline.take_back": "Took an extension back",
}

export const extensionProblems: typeof zhProblems = {
  not_extended: {
    title: "Not extended",
    why: "The estate has no extension for this quarter.",
    mend: "Nothing to take back.",
  },
}
