import { MAX_CORRECTION_REASON, MIN_CORRECTION_REASON } from "../../../worker/domain/correction/correction.ts"
import { correctionRequests } from "../../../worker/domain/correction/request.ts"
import type {
  requestActions as zhActions,
  requestProblems as zhProblems,
  requests as zhRequests,
} from "../zh/correction-requests.ts"

const { each, fields } = correctionRequests.filing
const hours = each.windowMs / 3_600_000
const { usual } = correctionRequests.states.asked.due.within

export const requests: typeof zhRequests = {
  title: "Requests for correction",
  states: {
    asked: "Waits for the city",
    accepted: "Correction opened",
    refused: "Refused",
    withdrawn: "Withdrawn",
  },
  all: "All",
  found: (n) => (n === 1 ? "One request" : `${n} requests`),
  district: "District",
  allDistricts: "All districts",
  allQuarters: "All quarters",
  sorts: { waiting: "What waits first", filed: "Newest first", estate: "By estate" },
  none: "There is no such request.",
  lead: "What companies ask to have corrected in released quarters. Once the city has opened the correction, the estate is filed and verified anew, and the quarter released again.",
  estate: "Estate",
  quarter: "Quarter",
  company: "Company",
  state: "State",
  filed: "Filed",
  due: "Answer due",
  late: "Overdue",
  toDo: (n) => `${n} ${n === 1 ? "request" : "requests"} for correction to answer`,
  toDoDue: (day) => `the first is due ${day}`,
  correcting: (n) => `${n} ${n === 1 ? "estate" : "estates"} being corrected`,
  ask: "Ask for a correction",
  askText: `Where a released figure is wrong, ask for a correction. The city answers within ${usual} working days.`,
  askTitle: "Ask to have released figures corrected",
  askPreliminary: "Ask to correct what the preliminary release says",
  askLead:
    "Give the reason and the evidence, and fill in only what is to change. A correction never changes whether it was late.",
  earlier: "Requests of this estate and quarter",
  reason: "Reason",
  reasonHint: `${MIN_CORRECTION_REASON} to ${MAX_CORRECTION_REASON} characters. Seen by the city, never public`,
  evidence: "Evidence",
  evidenceHint: `What it is, its number, where it is kept; at most ${fields.evidence} characters`,
  values: "Figures to change",
  unchanged: "Unchanged",
  ownWaiting: (n) => `${n === 1 ? "One request" : `${n} requests`} for correction with the city`,
  waiting: (at) => `A correction was asked for, ${at}; the city has not answered yet`,
  triedAgain:
    "The figures were changed, so their effect was computed again; nothing is filed yet. Look at it, then confirm.",
  valuesHint: "What stays empty does not change",
  counts: (value) => `Now ${value}`,
  countsNone: "No figure now",
  group: (title, n) => `${title} (${n})`,
  effect: "Before and after",
  effectNote: "By the present criteria; what counts is what is verified and released anew.",
  points: (before, after, change) => `Total ${before} → ${after} (${change})`,
  result: "Once released anew",
  resultOf: (number) => `Release ${number}`,
  key: "Figure",
  before: "Now",
  after: "Asked for",
  gives: "Effect on the total",
  confirm: "Figures and reason are checked: ask for the correction",
  tryFirst: "Check and see the effect",
  send: "Send the request",
  filedBy: (who, at) => `Filed by ${who}, ${at}`,
  dueOn: (day) => `Answer due ${day}`,
  overdue: (day) => `The answer was due ${day}`,
  reply: "Answer of the city",
  answeredAt: (at) => `Answered ${at}`,
  openedAt: (at) =>
    `The city opened the correction on ${at}. The form holds the figures asked for: check them and send it again.`,
  takenBack: (at) => `The city took the correction back on ${at}. The released figures stay.`,
  closed: (number) => `Corrected in release ${number}.`,
  toForm: "Open the form",
  withdraw: "Withdraw the request",
  withdrawHint: "It may be withdrawn until the city has answered.",
  follow: "Open the correction",
  followText:
    "The submission goes back to the company, with the figures asked for in its form; street and district verify it once it is sent again.",
  publicReason: "Reason of the correction (public)",
  refuse: "Refuse",
  refuseText:
    "The released figures stay. The company gets a letter and reads your words once it has signed in.",
  replyLabel: "Your words",
  replyHint: `At most ${MAX_CORRECTION_REASON} characters, seen by the company`,
  done: {
    filed: "The request is filed.",
    withdrawn: "The request is withdrawn.",
    refused: "The company has its answer.",
    accepted: "The correction is open: the company can change its figures.",
  },
  rules: {
    request_evidence_missing: () =>
      "Say which evidence there is: what it is, its number or where it is kept.",
    request_unchanged: () =>
      "Nothing would change. Fill in at least one figure that differs from the present one.",
  },
  refusals: {
    request_open: (p) =>
      `A request for this quarter of ${p["name"]} waits for its answer. Wait for it, or withdraw that one.`,
    request_unscored: (p) =>
      `${p["name"]} has no score in the release of this quarter: there is nothing to correct. Please contact the city.`,
    requests_many: () => `At most ${each.tries} requests in ${hours} hours. Please go on tomorrow.`,
    request_waiting: (p) =>
      `A request for correction of ${p["name"]} waits for its answer. Open the correction from there, or say why there is none.`,
    correction_request_state: () =>
      "This request is answered or withdrawn by now. Please load the page again.",
  },
}

export const requestActions: typeof zhActions = {
  "correction_request.file": "Asked for a correction",
  "correction_request.withdraw": "Withdrew a request for correction",
  "correction_request.refuse": "Refused a request for correction",
}

export const requestProblems: typeof zhProblems = {
  request_open: {
    title: "A request waits already",
    why: "A request for correction of this estate and quarter waits for its answer.",
    mend: "Wait for it, or withdraw it first (POST /correction-requests/{requestId}/withdrawal).",
  },
  request_unscored: {
    title: "No score to correct",
    why: "This estate has no score in the latest release of the quarter.",
    mend: "Please contact the city.",
  },
  requests_many: {
    title: "Too many requests",
    why: `An organisation files at most ${each.tries} requests for correction in ${hours} hours.`,
    mend: "Go on a day later.",
  },
  request_waiting: {
    title: "A request waits for its answer",
    why: "A request for correction of this estate and quarter waits for its answer.",
    mend: "Name its id as request when opening the correction, or answer it first.",
  },
  correction_request_state: {
    title: "The request is over",
    why: "This request for correction is answered or withdrawn.",
    mend: "See GET /correction-requests/{requestId}.",
  },
}
