import { WAITS_LONG } from "../../../worker/domain/submission/board.ts"
import type { board as zh } from "../zh/board.ts"

const estates = (n: number) => (n === 1 ? "estate" : "estates")
const days = (n: number) => (n === 1 ? "day" : "days")

/** The board of a quarter: who has reported, and where the rest is. */
export const board: typeof zh = {
  title: "Board",
  card: { title: "Board", text: "Who has reported, who has not, and where the rest waits" },
  open: "Board: who has reported and who has not",
  head: (place, quarter, expected, verified) =>
    `${place}, ${quarter}: ${verified} of ${expected} ${estates(expected)} verified`,
  deadline: (day, n) =>
    n > 0
      ? `Deadline ${day}, ${n} ${days(n)} ago`
      : n === 0
        ? `Deadline today (${day})`
        : `Deadline ${day}, ${-n} ${days(-n)} left`,
  rate: (share) => `${share} on time`,
  numbers: "Every number opens: as many rows as it says",
  other: (quarter, n) => `${n} ${estates(n)} of ${quarter} are being corrected.`,
  seeOther: (quarter) => `See ${quarter}`,
  quarters: "Choose a quarter",
  by: "Shown by",
  parts: { district: "District", street: "Street", community: "Community", company: "Company" },
  byPart: { district: "By district", street: "By street", community: "By community", company: "By company" },
  how: "Right of “expected” every estate is counted once by where it stands, and exempted ones are not expected; late, overdue and long waiting are counted beside it.",
  whole: "All",
  noCompany: "Without a company",
  noPart: "None",
  expected: "Expected",
  unsent: "Not sent yet",
  unsentOf: (none, draft) => `Not started ${none}, draft ${draft}`,
  waitsOf: (n) => `${n} for more than ${WAITS_LONG} days (districts included)`,
  waitsDistrictText: "Verified by the street",
  backText: "The company is to mend them",
  verifiedOf: (expected) => `of ${expected} expected`,
  marks: {
    late: "Late",
    overdue: "Overdue",
    long: "Waiting long",
    extended: "Extended",
    orphan: "No company",
  },
  onTime: "On time",
  longest: "Longest wait",
  days: (n) => `${n} ${days(n)}`,
  contact: "Contact",
  nobody: "(nobody)",
  file: "Download this table (CSV)",
  terms: `Late: sent, but after the deadline that applied. Overdue: the deadline is over and nothing was sent. Waiting long: with a street or district for more than ${WAITS_LONG} days. On time: estates sent in time ÷ estates expected; what was sent again within the days that a return granted is in time.`,
  none: "No estate is expected to report for this quarter.",
  estates: {
    title: "Estates of the board",
    found: (word, n) => `${word}: ${n} ${estates(n)}`,
    due: "Deadline",
    sent: "Sent",
    waits: "Waiting (days)",
    company: (name) => `Company: ${name}`,
    back: "Back to the board",
    sorts: { waits: "Longest waiting first", name: "Name", state: "Progress", deadline: "Deadline" },
  },
}
