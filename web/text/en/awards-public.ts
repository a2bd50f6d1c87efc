import { megabytes } from "../../../worker/domain/bytes.ts"
import { attachmentLimit } from "../../../worker/domain/selection/attachment.ts"
import type { awardsPublic as zh } from "../zh/awards-public.ts"
import { some } from "./plural.ts"

const notice: (typeof zh)["notice"] = {
  title: "Public notice",
  heading: (title, number) => `${title}: notice ${number}`,
  description: (title) => `Public notice of the shortlist of ${title}`,
  period: "Period",
  periodOf: (from, to, days) => `${from} to ${to} (${some(days, "working day")}, both ends counted)`,
  running: (to) => `Running. Objections are taken until ${to}, 23:59:59.`,
  coming: (from) => `The notice begins on ${from}.`,
  closed: (to) => `This notice ended on ${to} at 23:59:59; no objections are taken any more. The page stays.`,
  none: "No notice yet",
  noneText: "There is a notice once the shortlist is frozen.",
  list: "Shortlist",
  listNumber: (number) => `List ${number}`,
  standing: {
    newcomer: "moved up; this notice is about it",
    struck: "struck off after the notice",
    withdrawn: "withdrawn by its nominator",
  },
  earlier: (number) => `was on notice ${number}`,
  objectTitle: "How to object",
  objectText:
    "Whoever believes that a candidate does not meet the rules, that figures are wrong or that the review was unfair may object during the notice, with facts and grounds.",
  anonymous:
    "Named or anonymous. Only the organiser sees name and contact; they are never published nor told to whom it is against.",
  namedOnly:
    "This programme takes named objections only. Only the organiser sees name and contact; they are never published nor told to whom it is against.",
  replyWithin: (days) =>
    `The organiser answers within ${some(days, "working day")}; the outcome stands on this page.`,
  object: "Object",
  objections: "Objections received",
  noObjections: "None.",
  number: "Number",
  about: "Against",
  state: "State",
  due: "Answer due",
  replied: "Answered",
  reply: "Answer",
  others: "All notices",
  basis: "Where the figures come from",
  basisText: (period, number) => `${period} (release ${number}), frozen.`,
  manifest: "Hash of the release",
  hash: "Hash of the list (SHA-256)",
  scored: "Scores are the platform's own criteria, not an official standard.",
  organiser: "Organiser",
  approval: "Approval",
}

const objection: (typeof zh)["objection"] = {
  title: "Object",
  heading: (title) => `${title}: object`,
  candidate: "Against which estate",
  choose: "Choose",
  kind: "Kind",
  kinds: { named: "Named", anonymous: "Anonymous" },
  kindNotes: {
    named: "easier to check; the organiser gets in touch",
    anonymous: "no name; follow it by the receipt",
  },
  name: "Name",
  contact: "Contact",
  contactHint: "Telephone or e-mail, for checking and answering only. Leave it empty when anonymous.",
  text: "Facts and grounds",
  textHint: (most) =>
    `What, when, on which grounds; at most ${most} characters. No names or telephone numbers of others.`,
  files: "Evidence",
  optional: "optional",
  filesHint: (most) =>
    `Up to ${most} files, JPEG, PNG or PDF, ${megabytes(attachmentLimit.file)} MB together. Where and when a photo was taken is removed; only the organiser sees them.`,
  filesAgain: "Please choose the files again.",
  send: "Send the objection",
  after: "You get an address where the answer will stand: keep it.",
  closedTitle: "No objections are taken now",
  back: "Back to the notice",
  failed: "Not sent: ",
}

const receipt: (typeof zh)["receipt"] = {
  title: "Receipt of an objection",
  saved:
    "The objection is received. Keep the address of this page: it shows how things stand. Give it to nobody.",
  number: (number) => `Objection ${number}`,
  programme: "Programme",
  about: "Against",
  state: "State",
  received: "Received",
  due: "Answer due",
  replied: "Answered",
  reply: "Answer",
  waiting: "No answer yet.",
  unknown: "No such receipt",
  unknownText: "Check that the address is complete. A receipt is given once, and nobody can give it again.",
}

const list: (typeof zh)["list"] = {
  title: "Awarded estates",
  lead: "Estates awarded by programmes run on this platform. Revoked ones stay here, with the reason.",
  programme: "Programme",
  year: "Year",
  all: "All",
  filter: "Filter",
  estate: "Estate",
  category: "Category",
  company: "Company",
  awardedOn: "Awarded",
  valid: "Valid",
  validOf: (from, to) => `${from} to ${to}`,
  state: "State",
  certificate: "Certificate",
  check: "Verify",
  basis: "Figures",
  none: "Nobody yet",
  noneText: "Estates stand here once a programme has been decided.",
  noneFiltered: "Nothing fits the filter.",
  revoked: (day, reason) => `Revoked on ${day}: ${reason}`,
  pressTitle: "As reported by the press",
  pressLead:
    "These stand in newspapers. The programmes were not run here: there is no certificate, score, band or rank.",
  pressAward: "Selected as",
  pressYear: "Year",
  pressSource: "Source",
  csv: "Download CSV",
  json: "JSON",
  onEstate: "Awards",
  onEstateLine: (title, category) => `${title} · ${category}`,
}

const certificate: (typeof zh)["certificate"] = {
  title: "Verify a certificate",
  heading: (state) => `Certificate: ${state}`,
  valid: "Issued by the organiser and valid.",
  revoked: (day) => `Revoked on ${day}.`,
  expired: (day) => `Expired on ${day}.`,
  reason: "Reason",
  unknown: "No certificate has this number",
  unknownText:
    "Check the number, or scan the code on the certificate. Numbers are drawn at random and do not follow each other.",
  number: "Number",
  estate: "Estate",
  place: "Where",
  company: "Company",
  programme: "Programme",
  category: "Category",
  organiser: "Organiser",
  approval: "Approval",
  awardedOn: "Awarded",
  valid_: "Valid",
  basis: "Figures",
  basisText: (period) => `released for ${period}`,
  score: "Total",
  place_: "Place",
  shortlist: (number) => `List ${number}`,
  print: "Print the certificate",
  hash: "Hash of the certificate (SHA-256)",
  sheetTitle: "入选证书",
  sheetBody: (company, estate, title, category) =>
    `${company === null ? "" : `${company}：\n`}${estate}在“${title}”中入选“${category}”，特发此证。`,
  sheetNote: "扫码查验真伪、是否撤销和有效期",
  sheetQr: "Code of the verification page",
  notOfficial: "Scores are the platform's own criteria, not an official standard.",
  sheetRevoked: "已撤销",
  sheetExpired: "已过期",
  back: "Back to the verification",
}

const fixed = {
  reply:
    "By the rule of disclosure the answer is not public; the organiser has given it to whoever objected.",
  revokeReason: "By the rule of disclosure the reason is not public; it is on record.",
  reason: "By the rule of disclosure the words are not public; they are on record.",
}

/** Words of the public pages from the notice to the certificate. */
export const awardsPublic: typeof zh = { fixed, notice, objection, receipt, list, certificate }
