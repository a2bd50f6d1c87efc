import {
  ESTATES_OFFERED,
  MAX_CORRECTION_REASON,
  MIN_CORRECTION_REASON,
  NAMES_TOLD,
} from "../../../worker/domain/correction/correction.ts"
import type {
  corrections as zh,
  correctionActions as zhActions,
  correctionFields as zhFields,
  correctionProblems as zhProblems,
} from "../zh/corrections.ts"
import { requestActions, requestProblems, requests } from "./correction-requests.ts"

/** Names as a request of a release tells them: `n`, of which some are named. */
const listed = (names: string, n: number) =>
  `${names.replaceAll("、", ", ")}${n > NAMES_TOLD ? " and others" : ""}`

export const corrections: typeof zh = {
  title: "Corrections",
  lead: "What turns out to be wrong after the release is opened by the city for correction: that estate is filed and verified anew, all others stay. Once every correction is verified the quarter is released again; earlier releases can still be read.",
  being: "being corrected",
  none: "Nothing of this quarter has been corrected.",
  estate: "Estate",
  reason: "Reason",
  state: "State",
  since: "Opened",
  by: "By",
  action: "Action",
  city: "the city",
  over: (number) => `corrected in release ${number}`,
  takenBack: "taken back",
  form: {
    title: "Correct an estate",
    text: "Its submission is returned to the company; street and district verify it again once it is submitted. Whether it was late is still judged by the first time it was submitted.",
    estate: "Name or address name of the estate",
    estateHint:
      "The full name. For a part of it, pinyin or initials, similar estates are listed to choose from.",
    several: "Choose the estate",
    reason: "Reason for the correction",
    reasonHint: `${MIN_CORRECTION_REASON} to ${MAX_CORRECTION_REASON} characters. Company, street and district see it. In quarters whose edition withholds small counts of persons the public sees one fixed sentence, in others these words. No names of persons, telephone or room numbers.`,
    confirm: "I have checked the estate and know who sees the reason",
    confirmNeeded: "Tick the confirmation first.",
    button: "Open the correction",
  },
  takeBack: "Take back",
  takeBackHint: "nobody has worked on it yet, so it can be taken back",
  release: {
    title: (number) => `Release ${number}`,
    text: "Only corrected estates are scored on new figures, all others keep theirs; ranks and their ranges are made anew. The public pages then show the new release; the one before can still be read.",
    waiting: (n, names) =>
      n === 1
        ? `One correction is not verified: ${listed(names, n)}. It must be before the release.`
        : `${n} corrections are not verified: ${listed(names, n)}. All of them must be before the release.`,
    ready: (n) => (n === 1 ? "The correction is verified." : `All ${n} corrections are verified.`),
    confirm: "I have seen the corrections above and release the quarter again",
    button: (number) => `Make release ${number}`,
  },
  done: {
    corrected: "The correction is open; the company can edit the submission.",
    takenBack: "The correction is taken back; the submission is what it was.",
  },
  filing: {
    title: "Being corrected",
    text: (day, reason) =>
      `This quarter has been released; the city opened a correction on ${day}. Reason: ${reason}`,
    next: "Please change what is wrong and submit again. After street and district have verified it, the city releases the quarter again. Whether it was late is still judged by the first time it was submitted.",
    sent: "It has been submitted again. After street and district have verified it, the city releases the quarter again.",
    verify:
      "Please verify it as usual. Once all corrections are verified, the city releases the quarter again.",
    count: (quarter, n) => `${quarter}: ${n} ${n === 1 ? "estate" : "estates"}`,
    unkept: (quarters) =>
      `${quarters}: being corrected, and when that was opened what had been released was not kept yet. Until the correction is released this page compares with what is filed by now: take that as a hint only.`,
    listed:
      "This quarter has been released. Estates marked “being corrected” can be edited, all others only looked at",
  },
  public: {
    line: (number, day, estates) =>
      estates === 0
        ? `This is release ${number} (${day}).`
        : `This is release ${number} (${day}); it corrects ${estates} ${estates === 1 ? "estate" : "estates"}.`,
    fixed: "Figures that were verified anew replaced the earlier ones.",
    before: "The release before can still be read",
    why: "Which estates were corrected, and why",
    one: (name, reason) => `${name}: ${reason}`,
    inQuarter: (name, quarter) => `${name} (${quarter})`,
    more: (n) => `and ${n} more, in the JSON of this release`,
    own: (reason, quarter) =>
      `The figures of this estate${quarter === "" ? "" : ` of ${quarter}`} have been corrected. Reason: ${reason}`,
  },
  requests,
  rules: {
    ...requests.rules,
    correction_reason_short: (p) =>
      `The reason has ${p["length"]} characters, at least ${p["min"]} are needed. Say what was wrong.`,
    correction_estate_missing: () => "Please type the estate to be corrected.",
    correction_estate_unknown: () =>
      "The release of this quarter has no such estate. Check the name, or type its name in addresses.",
    correction_estate_several: (p) =>
      Number(p["n"]) > ESTATES_OFFERED
        ? `Too many estates are similar: type more of the name, or choose from the first ${ESTATES_OFFERED}.`
        : "Please choose one of the estates listed.",
  },
  refusals: {
    ...requests.refusals,
    not_released: () =>
      "This quarter has not been released, so nothing needs a correction: submissions can be returned as usual.",
    correction_open: (p) => `${p["name"]} is being corrected already.`,
    correction_over: () => "This correction has been released or taken back. Reload to see.",
    correction_begun: () =>
      "Somebody has already edited or checked the submission, so the correction cannot be taken back. Submit and verify it again as it was.",
    correction_none: () =>
      "This quarter has been released and nothing is being corrected; no release is needed.",
    correction_unverified: (p) =>
      `${p["n"]} corrections are not verified, so it cannot be released: ${listed(String(p["names"]), Number(p["n"]))}. Wait for the district, or take back what nobody has worked on.`,
  },
}

export const correctionActions: typeof zhActions = {
  "correction.open": "Opened a correction",
  ...requestActions,
  "correction.take_back": "Took a correction back",
}

export const correctionFields: typeof zhFields = {
  openedAt: "Opened",
  takenBackAt: "Taken back",
  releaseNumber: "Release",
  corrections: "Corrections",
}

export const correctionProblems: typeof zhProblems = {
  ...requestProblems,
  not_released: {
    title: "Not released",
    why: "Corrections are of released quarters; this one has not been released.",
    mend: "Submissions can be returned as usual.",
  },
  correction_open: {
    title: "Being corrected already",
    why: "A correction of this estate and quarter is open and waits for the next release.",
    mend: "GET …/corrections to see where it stands; it need not be opened again.",
  },
  correction_over: {
    title: "The correction is over",
    why: "A release has closed it, or it was taken back.",
    mend: "GET …/corrections to see; open a new one if needed.",
  },
  correction_begun: {
    title: "Cannot be taken back any more",
    why: "Somebody has edited or checked the submission since it was opened.",
    mend: "Submit and verify it again as it was.",
  },
  correction_none: {
    title: "No release is needed",
    why: "The quarter has been released, and nothing has been opened for correction since.",
    mend: "If something is wrong, POST …/corrections first.",
  },
  correction_unverified: {
    title: "Corrections are not verified",
    why: "Every open correction must be verified before the next release; `parameters.names` has those that are not.",
    mend: "Wait for the district, or take back what nobody has worked on.",
  },
}
