import type { closingLetters as zh } from "../zh/mail-closings.ts"
import { some } from "./plural.ts"

/** Letters of closing, opening again, moving a deadline and extending it. */
export const closingLetters: typeof zh = {
  preliminary_out: {
    subject: (p) => `${p.quarter}, preliminary release: please check (estates: ${p.count})`,
    short: (p) => `${p.quarter} is released preliminarily: please check your estates.`,
    before: (p) => [
      `${p.quarter} is released preliminarily; your estates (${p.count}) are listed below. Points, ranks and replaced values are shown when you have signed in.`,
      ...(p.day ? [`If something is wrong, ask for a correction before the end of ${p.day}.`] : []),
    ],
    action: "See the preliminary result",
    after: () => [
      "This is not the final result, please keep it to yourselves. When a district joins later or values are corrected, ranks may move.",
    ],
  },
  window_ends: {
    subject: (p) => `${p.quarter}: the time for checking ends on ${p.day}`,
    short: (p) => `${p.quarter}: ask for corrections before the end of ${p.day}.`,
    before: (p) => [
      `The time for checking ${p.quarter} ends with ${p.day}; no corrections of the preliminary result can be asked for after it. Your estates are listed below.`,
    ],
    action: "See the preliminary result",
    after: () => ["If nothing is wrong there is nothing to do."],
  },
  final_due: {
    subject: (p) => `${p.quarter} has been checked and waits for its final release`,
    short: (p) => `The time for checking ${p.quarter} ended on ${p.day}.`,
    before: (p) => [
      `The time for checking ${p.quarter} ended on ${p.day}. The final release is yours to make: it never comes by itself.`,
    ],
    action: "See the quarter",
    after: () => ["Requests without an answer and districts that are not closed are listed there."],
  },
  district_closed: {
    subject: (p) => `${p.organisation} has closed ${p.quarter}`,
    short: (p) => `${p.quarter} closed; ${some(p.count, "estate")} not verified`,
    before: (p) => [
      `${p.organisation} has closed ${p.quarter}; ${some(p.count, "estate is", "estates are")} not verified.`,
      "Until a release begins the district and the city can open it again.",
    ],
    action: "See the quarter",
    after: () => ["Why it was closed before the deadline you see once you have signed in."],
  },
  district_reopened: {
    subject: (p) => `${p.organisation} has opened ${p.quarter} again`,
    short: (p) => `${p.quarter} is open again in a district`,
    before: (p) => [
      `${p.organisation} has opened ${p.quarter} again: filing and verifying go on, then it closes once more.`,
    ],
    action: "See the quarter",
    after: () => ["You see the reason once you have signed in."],
  },
  reopened_by_city: {
    subject: (p) => `The city has opened ${p.quarter} of ${p.organisation} again`,
    short: (p) => `The city opened ${p.quarter} again; close it when done`,
    before: (p) => [
      `The city has opened ${p.quarter} of ${p.organisation} again: filing and verifying can go on.`,
      "Please close it once more when you are done.",
    ],
    action: "See the quarter",
    after: () => ["You see the reason once you have signed in."],
  },
  deadline_moved: {
    subject: (p) => `${p.quarter} is due on ${p.day} now`,
    short: (p) => `${p.quarter} is due on ${p.day}, 23:59:59`,
    before: (p) => [
      `What is filed for ${p.quarter} is due on ${p.day}, 23:59:59 (Beijing time).`,
      "With a later day what was sent is in time by it too; with an earlier one what was sent before keeps the old day.",
    ],
    action: "Open the filings",
    after: () => [],
  },
  deadline_extended: {
    subject: (p) => `${p.estate}: ${p.quarter} is due on ${p.day} now`,
    short: (p) => `${p.quarter} of an estate is due on ${p.day} now`,
    before: (p) => [
      `${p.organisation} has extended ${p.quarter} of ${p.estate} until ${p.day}, 23:59:59 (Beijing time), for this estate alone.`,
    ],
    action: "Open the filing",
    after: () => ["You see the reason once you have signed in."],
  },
  extension_taken_back: {
    subject: (p) => `${p.estate}: the extension of ${p.quarter} was taken back`,
    short: (p) => `An extension was taken back: due on ${p.day}`,
    before: (p) => [
      `${p.organisation} has taken the extension of ${p.quarter} of ${p.estate} back; it is due on ${p.day}, 23:59:59 (Beijing time).`,
      "What was sent while it stood keeps its day.",
    ],
    action: "Open the filing",
    after: () => [],
  },
  estate_exempted: {
    subject: (p) => `${p.estate} is exempted from ${p.quarter}`,
    short: () => "An estate is exempted: nothing to file",
    before: (p) => [
      `${p.organisation} has exempted ${p.estate} from ${p.quarter}: nothing is to be filed, and nobody is reminded of it.`,
      "What was typed is kept.",
    ],
    action: "See it",
    after: () => ["You see the reason once you have signed in."],
  },
  exemption_taken_back: {
    subject: (p) => `${p.estate}: the exemption from ${p.quarter} was taken back`,
    short: (p) => `An exemption was taken back: due on ${p.day}`,
    before: (p) => [
      `${p.organisation} has taken the exemption of ${p.estate} from ${p.quarter} back: it is to be filed by ${p.day}, 23:59:59 (Beijing time).`,
    ],
    action: "Open the filing",
    after: () => ["You see the reason once you have signed in."],
  },
}
