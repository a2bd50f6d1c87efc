import type { closingLetters as zh } from "../zh/mail-closings.ts"
import { some } from "./plural.ts"

/** Letters of closing, opening again, moving a deadline and extending it. */
export const closingLetters: typeof zh = {
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
}
