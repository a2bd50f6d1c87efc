import type { oversight as zh } from "../zh/oversight.ts"

export const oversight: typeof zh = {
  title: "Acts of those below",
  card: {
    title: "Acts of those below",
    text: "What the authorities below did about each estate, who and when; without any figure",
  },
  found: (quarter, n) => `${quarter}: ${n} acts of those below. What was done, without any figure.`,
  search: "Estate or organisation (pinyin works)",
  columns: {
    act: "What was done",
    at: "When",
    who: "Who",
    organisation: "Organisation",
    estate: "Estate",
    quarter: "Quarter",
  },
  acts: {
    all: "All",
    verified: "Verified",
    findings: "Findings saved",
    returned: "Sent back",
    taken_back: "Verification taken back",
    typed: "Own figures typed",
    deadline: "Extensions",
    exempt: "Exemptions",
    closing: "Closed, opened again",
  },
  program: "A program, or somebody who has left",
  deputy: (absent) => `for ${absent}`,
  wholeQuarter: "The whole quarter",
  none: "There is no such act yet.",
}
