/**
 * The rules of a programme (评选规则). They are typed as a draft, fixed as version 1 when it opens, and changed only by a
 * further version that all applicants are told of. Days are Asia/Shanghai, `2026-09-30`, their end counts (23:59:59).
 */
export interface ProgrammeRules {
  format: 1
  title: string
  titleEn: string
  summary: string
  /** Public name of the organiser when the version was made. */
  organiser: string
  approval: Approval
  declarations: Declarations
  categories: Category[]
  /** What the figures are taken from; its release is named by id and hash. */
  basis: Basis
  eligibility: EligibilityRule[]
  form: FormField[]
  dates: ProgrammeDates
  review: ReviewRules
  criteria: Criterion[]
  /** Tried one after the other among equal totals; the draw always comes last. */
  tieBreak: TieBreak[]
  /** Seed of the draw and of the distribution to judges: 32 bits. */
  seed: number
  objections: { anonymous: boolean; replyWorkingDays: number }
  /** How many years a certificate is valid. */
  validityYears: number
  /** Memberships and tenures that ended within so many years still make a conflict. */
  conflictYears: number
}

/** An award needs an approval number, or the stated reason why none is needed. */
export type Approval = { kind: "number"; number: string; by: string } | { kind: "exempt"; reason: string }

/** Both must be true before a programme opens. */
export interface Declarations {
  /** Nothing is charged, to nobody, in any form. */
  noFee: boolean
  /** The wording claims no naming by a government. */
  noGovernmentNaming: boolean
}

export interface Category {
  /** A, B, … */
  code: string
  title: string
  places: number
  /** At most so many of a district (code of county or functional zone); a district that is not named has no limit. */
  quotas: { district: string; most: number }[]
}

export interface Basis {
  /** `2025` or `2026Q2`. */
  period: string
  releaseId: string
  number: number
  manifestHash: string
}

export interface EligibilityRule {
  /** E1, E2, … */
  code: string
  title: string
  /** CEL over the figures of domain/selection/figures.ts; true lets in. */
  expression: string
  /** How the builder made the expression; null when it was typed. */
  built: BuiltCondition | null
}

/** One comparison of the builder: a figure, an operator, a number or text. */
export interface BuiltCondition {
  figure: string
  operator: "==" | "!=" | ">=" | "<=" | ">" | "<"
  value: string
}

export interface FormField {
  key: string
  title: string
  hint: string
  required: boolean
  /** Most characters. */
  most: number
}

export interface ProgrammeDates {
  /** First day on which nominations can be made, and the last one. */
  openDay: string
  closeDay: string
  /** Planned last days, for everybody to know. */
  screeningDay: string
  reviewDay: string
  /** Planned first day of the notice, and its length in working days: 5 to 7. */
  noticeDay: string
  noticeWorkingDays: number
}

export interface ReviewRules {
  blind: boolean
  /** Judges for each candidate. */
  perCandidate: number
  /** Submitted reviews that a candidate needs, else it is `insufficient`. */
  quorum: number
  /** Share of the judges in the total, 0 to 100 percent; the rest is the released score. */
  judgesShare: number
  /** Which of the judges' means counts: as scored, or calibrated by judge. */
  method: "raw" | "calibrated"
}

export interface Criterion {
  /** C1, C2, … */
  code: string
  title: string
  /** Weights add up to 100. */
  weight: number
  /** Anchored levels, the highest score first; scores are 0 to 100. */
  levels: { score: number; anchor: string }[]
}

/**
 * judges: the judges' part · score: the released score · range: the smaller upper end of the rank range ·
 * tenure: the longer present tenure · draw: by seed and blind code.
 */
export type TieBreak = "judges" | "score" | "range" | "tenure" | "draw"

/** The rules as they are being typed: anything may be missing. */
export type RulesDraft = Partial<ProgrammeRules>
