import type { Fault } from "../errors.ts"
import { objections } from "./objections.ts"
import type { ProgrammeRules, RulesDraft } from "./rules.ts"

/** The pages on which rules are typed, in their order. */
export const rulesParts = ["basics", "categories", "eligibility", "form", "judging"] as const
export type RulesPart = (typeof rulesParts)[number]

/** Something wrong with rules: where it is typed, and whether a draft may be kept with it. */
export interface RulesFault extends Fault {
  field: string
  part: RulesPart
  /** Only something that is still to be typed: it blocks opening, not the draft. */
  incomplete?: true
}

/** Which rules are typed in a part. */
export const keysOf: Record<RulesPart, readonly (keyof ProgrammeRules)[]> = {
  basics: ["title", "titleEn", "summary", "approval", "declarations", "basis"],
  categories: ["categories"],
  eligibility: ["eligibility"],
  form: ["form", "dates"],
  judging: ["criteria", "review", "tieBreak", "seed", "objections", "validityYears", "conflictYears"],
}

/** What a new programme begins with: everything that has a usual value. */
export function firstDraft(typed: {
  title: string
  titleEn: string
  organiser: string
  seed: number
}): RulesDraft {
  return {
    ...typed,
    format: 1,
    summary: "",
    declarations: { noFee: false, noGovernmentNaming: false },
    categories: [],
    eligibility: [],
    form: [],
    review: { blind: true, perCandidate: 3, quorum: 2, judgesShare: 50, method: "calibrated" },
    criteria: [],
    tieBreak: ["judges", "range", "draw"],
    objections: { anonymous: true, replyWorkingDays: objections.states.received.due.within.usual },
    validityYears: 2,
    conflictYears: 3,
  }
}
