import { placeRetryAfter } from "../../../worker/domain/request-limits.ts"
import { totalPlaces } from "../../../worker/domain/selection/rank-candidates.ts"
import type { awards as zh } from "../zh/awards.ts"
import { awardsPublic } from "./awards-public.ts"
import { some } from "./plural.ts"
import { publicTextSensitive } from "./public-words.ts"

type With = Record<string, string | number>

const shortlist: (typeof zh)["shortlist"] = {
  title: "Shortlist",
  leadBefore:
    "This is the list that rules, frozen figures and submitted reviews make now. Once confirmed it becomes list 1: numbered, hashed and never changed.",
  leadAfter:
    "The list follows from the rules and is kept under its number. When somebody is struck or withdraws, the next by rule moves up on a new list; the old ones stay.",
  numbered: (number) => `List ${number}`,
  frozenAt: "Frozen",
  hash: "SHA-256",
  place: "Place",
  estate: "Estate",
  district: "Place of the estate",
  company: "Company",
  band: "Band",
  rank: "Released rank",
  judges: "Judges",
  score: "Released score",
  total: "Total",
  tie: "Tie",
  tieSteps: {
    judges: "judges",
    score: "released score",
    range: "upper end of the rank range",
    tenure: "months of tenure",
    draw: "lot",
  },
  tiePath: (step, own, next) => `${step} ${own} to ${next}`,
  unknown: "not public",
  category: (title, places, taken) => `${title}: ${some(places, "place")}, ${taken} taken`,
  placesOpen: (open) =>
    `There are more places than candidates: ${open} ${open === 1 ? "stays" : "stay"} open.`,
  reserve: "Reserve",
  reserveOrder: "Order",
  left: "Not on the list",
  leftReason: "Why",
  leftReasons: {
    insufficient: "too few reviews to be ranked",
    not_scored: "no score in the release that the programme rests on",
    quota: "the quota of its district is full",
    struck: "struck off",
    withdrawn: "withdrawn by its nominator",
  },
  nobody: "Nobody.",
  totals: (share) =>
    `Total = ${share}% of the judges' part + ${100 - share}% of the released score, ${totalPlaces} decimals.`,
  draw: "The lot is made of the seed in the rules and the blind code (the first 48 bits of SHA-256, the smaller one first); anybody can draw it again.",
  freeze: "Freeze the list",
  reason: "Reason",
  reasonHint: "What is said above needs a reason; only its length goes on record.",
  confirmSeen: "After that reviews cannot be changed, and the programme moves on to its shortlist.",
  conflicts: (n) =>
    `${some(n, "new conflict")} of interest found. Freezing first records them and takes the scores away, then asks you to look again.`,
  history: "All lists",
  hidden: "Only the organiser sees who is not on the public list.",
}

const notice: (typeof zh)["notice"] = {
  title: "Notice and objections",
  lead: "The period counts Chinese working days, both ends included. Anybody may object; an open objection keeps back that candidate and no other.",
  openTitle: "Open the notice",
  fromDay: "First day",
  fromHint: "Today or later.",
  workingDays: "Length in working days",
  daysOption: (days) => some(days, "working day"),
  reason: "Reason",
  reasonHint: "Where one is asked for.",
  open: "Open the notice",
  numbered: (number) => `Notice ${number}`,
  list: "List",
  period: "Period",
  periodOf: (from, to, days) => `${from} to ${to}, ${some(days, "working day")}`,
  state: "State",
  states: { coming: "not begun", running: "running", over: "over, to be closed", closed: "closed" },
  close: "Close the notice",
  publicPage: "Public page",
  notices: "Notices",
  objections: "Objections",
  objectionNumber: (number) => `Objection ${number}`,
  about: "Against",
  named: "Kind",
  kinds: { named: "named", anonymous: "anonymous" },
  received: "Received",
  due: "Answer due",
  overdue: "overdue",
  noObjections: "No objection so far.",
  decisions: "Prepared decisions",
  decisionsLead: "Decisions are prepared here; the chair releases all of them together.",
  decision: "Decision",
  decisionWords: {
    award: "to be awarded",
    awarded: "awarded",
    objection: "waits: an objection is open",
    notice: "waits: its notice is not closed",
  },
  toAwards: "To the release",
}

const objection: (typeof zh)["objection"] = {
  title: (number) => `Objection ${number}`,
  facts: "What it says",
  about: "Against",
  filed: "Received",
  due: "Answer due",
  dueUnknown: (year) => `the holidays of ${year} are not known yet, so only weekends are left out`,
  state: "State",
  kind: "Kind",
  name: "Name",
  contact: "Contact",
  contactGone: "Kept no longer.",
  contactNote: "For checking and answering only. Tell nobody, least of all whom it is against.",
  text: "Objection",
  files: "Evidence",
  file: (position) => `File ${position}`,
  kilobytes: (kilobytes) => `${kilobytes} KB`,
  reply: "Public answer",
  replyHint:
    "Everybody reads it. No names, telephone or identity numbers, and nothing that tells who objected. Where the objection or the answer names care, visits or disputes, the public reads a fixed sentence, and only whoever objected reads yours.",
  admit: "Admit",
  admitText: "Once admitted, the candidate waits until it is decided.",
  refuse: "Do not admit",
  decideTitle: "Decide",
  decision: "Decision",
  decisions: { upheld: "Upheld: strike the candidate, the next by rule moves up", rejected: "Rejected" },
  decide: "Publish the decision",
  upheldNote: "Upholding makes the next list; who moves up has a notice of its own.",
  struck: (number) => `Struck off, see list ${number}.`,
}

const grants: (typeof zh)["grants"] = {
  title: "Awards and certificates",
  lead: "The chair releases everybody whose notice is closed and against whom nothing is open, all at once, with certificates.",
  grant: (n) => `Award (${n})`,
  grantText: (ready, waiting) =>
    waiting === 0
      ? `${ready} can be awarded.`
      : `${ready} can be awarded; ${waiting} ${waiting === 1 ? "waits" : "wait"} until all is decided.`,
  chairOnly: "The chair releases them.",
  nobody: "Nobody can be awarded now.",
  reason: "Reason",
  reasonHint: "The release has been corrected since: why do the frozen figures stand?",
  list: "Awarded",
  none: "Nobody has been awarded yet.",
  number: "Certificate",
  estate: "Estate",
  category: "Category",
  valid: "Valid",
  validOf: (from, to) => `${from} to ${to}`,
  state: "State",
  recheck: "Recheck",
  recheckMeets: "still meets the rules",
  recheckFails: "no longer meets the rules: look into it",
  recheckNone: "not rechecked yet",
  rechecks: "Rechecks",
  recheckRelease: "Release",
  recheckRules: "Conditions not met",
  recheckLead: "Made after every new release. It flags; it never revokes.",
  open: "Open",
  sheet: "Print the certificate",
  page: "Verification page",
  revokeTitle: "Revoke",
  revokeText:
    "A revocation is public and stays on record; the verification page shows it with its reason. It cannot be undone.",
  revokeReason: "Reason",
  revokeHint:
    "Everybody reads it: no personal information. If it names care, visits or disputes, the public reads a fixed sentence instead.",
  revokeConfirm: (name) => `Revoke the award of “${name}”`,
  revoke: "Revoke the award",
  revokedOn: (day) => `Revoked on ${day}`,
}

/** Words of the way from the list to the certificate. */
export const awards: typeof zh = {
  title: "Awards",
  shortlist,
  notice,
  objection,
  grants,
  public: awardsPublic,
  states: { valid: "valid", revoked: "revoked", expired: "expired" },
  objectionStates: {
    received: "received",
    admitted: "admitted",
    inadmissible: "not admitted",
    upheld: "upheld",
    rejected: "rejected",
  },
  basisFlag: (p: With) =>
    `The release that this rests on (${p["period"]}, release ${p["frozen"]}) has been corrected since, now release ${p["now"]}. The list keeps the frozen figures.`,
  demonstration: "Demonstration data: no real estates.",
  done: {
    frozen: "The list is frozen. Next: open the notice.",
    opened: "The notice is open. Its public page can be seen.",
    closed: "The notice is closed. Next: answer objections, release the awards.",
    admitted: "The objection is admitted.",
    refused: "Answered: not admitted.",
    upheld: "Upheld: struck off, and the next by rule moved up.",
    rejected: "Decided: rejected.",
    awarded: "Awarded; the certificates are made.",
    revoked: "Revoked; the verification page says so.",
  },
  refusals: {
    no_shortlist: () => "There is no shortlist yet. Freeze it first.",
    shortlist_frozen: (p) => `The list is frozen already (number ${p["number"]}).`,
    shortlist_moved: () =>
      "The list has changed since you looked (a review came in or was taken away, or the rules changed). Open it again, then freeze.",
    shortlist_first: () =>
      "A colleague has just frozen the list, or a review or nomination changed at that moment; nothing was changed by you. Open the shortlist again.",
    conflicts_found: (p) =>
      `${some(p["count"], "new conflict")} of interest found: recorded, and the scores taken away. Look at the list again, then freeze.`,
    objection_early: (p) => `The notice has not begun: objections are taken from ${p["day"]}.`,
    objection_closed: (p) => `The notice ended on ${p["day"]} at 23:59:59; no objections are taken any more.`,
    objections_limited: (p) =>
      `Too many objections from this address. Try again after ${p["until"]}; what you typed is still here.`,
    uploads_busy: () =>
      `Several people are sending files at this moment, so yours were not taken. Choose them again in ${placeRetryAfter} seconds and send once more; all else that you typed is still here.`,
    objection_no_notice: () => "There is no notice now, so there is nothing to object to.",
    objection_stale: () => "A colleague has just dealt with this objection. Open it again.",
    objection_state: () => "Not in this state: admit it first, then decide; what is decided stays.",
    notice_closed: (p) => `Notice ${p["number"]} is closed already.`,
    notice_running: (p) => `The notice runs until ${p["day"]}, 23:59:59; close it after that.`,
    nobody_to_award: () =>
      "Nobody can be awarded now: a notice is not closed, an objection is open, or all are awarded.",
    award_first: () =>
      "Somebody has just awarded, or an objection came in. Look at the prepared decisions again.",
    award_revoked: () => "This award is revoked already.",
  },
  faults: {
    basis_corrected: (p) =>
      `The release that this rests on (${p["period"]}, release ${p["frozen"]}) has been corrected since, now release ${p["now"]}. Say why the frozen figures stand.`,
    reviews_waiting: (p) =>
      `${some(p["count"], "review has", "reviews have")} not come in and will not count.`,
    candidates_insufficient: (p) =>
      `${some(p["count"], "candidate has", "candidates have")} too few reviews to be ranked.`,
    candidates_not_scored: (p) =>
      `${some(p["count"], "candidate has", "candidates have")} no released score.`,
    nobody_ranked: () => "Nobody can be ranked, so there is no list. Finish the reviews first.",
    notice_from: (p) => `The first day is between today and ${p["most"]} days from now.`,
    notice_length: (p) => `A notice lasts ${p["least"]} to ${p["most"]} working days.`,
    calendar_unknown: (p) =>
      `The period reaches into ${p["year"]}; holidays are known for ${p["from"]} to ${p["to"]} only, so after that just weekends are free. Check the plan of that year and give the reason.`,
    objection_candidate: () => "Choose an estate of the list.",
    objection_kind: () => "Choose named or anonymous.",
    objection_text: () => "Say what you object to and why.",
    objection_name: () => "A named objection needs a name.",
    objection_contact: () => "A named objection needs a contact, so that it can be checked and answered.",
    evidence_too_many: (p) => `At most ${p["most"]} files.`,
    decision_missing: () => "Choose a decision.",
    public_text_missing: () => "Please write it; everybody will read it.",
    public_text_sensitive: () => publicTextSensitive,
    public_text_personal: () =>
      "This looks like a telephone or identity number or an e-mail. Public words hold no personal information.",
    too_long: (p) => `Too long: ${p["length"]} characters, at most ${p["max"]}.`,
  },
}
