import type { Edition, Indicator, Provider } from "../../../worker/domain/scoring/edition.ts"
import type { KeySpec, KeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { IndicatorScore } from "../../../worker/domain/scoring/score.ts"
import type { ReasonClass } from "../../../worker/domain/submission/adjustments.ts"
import type { Attention } from "../../../worker/domain/submission/attention.ts"
import type { TypedDecision } from "../../../worker/domain/submission/decisions.ts"
import type { Effects, Expected } from "../../../worker/domain/submission/expected.ts"
import type { Timeliness } from "../../../worker/domain/submission/lateness.ts"
import type { Risk } from "../../../worker/domain/submission/risk.ts"
import type { SubmissionState } from "../../../worker/domain/submission/states.ts"
import type { VerificationIslandData } from "../../islands/verification/data.ts"
import type { ShownReturn } from "../desk/earlier-returns.tsx"
import type { SubmissionEstate } from "../desk/submission-head.tsx"
import type { IndicatorEvidence } from "../evidence/evidence-block.tsx"
import type { EvidencePiece } from "../evidence/evidence-view.ts"

/** How something that came back was answered. */
export interface AnsweredQuestion {
  answer: string | null
  state: "open" | "changed" | "answered"
  /** As it was filed when it came back. */
  filed: string
  /** The files that go along with the answer, and their page. */
  files: EvidencePiece[]
  filesHref: string
}

/** One value on the verification desk. */
export interface ValueView {
  spec: KeySpec
  /** As filed; null when nobody typed it. */
  typed: KeyValue | null
  provider: Provider
  onBehalf: boolean
  /** How far it has been checked; null when nobody typed it. */
  checked: "reported" | "community_checked" | "street_verified" | "verified" | null
  previous: KeyValue | undefined
  /** What counted in the last eight quarters, this one as it is filed at the end; null where nothing did. */
  trend: (KeyValue | null)[]
  attention: Attention
  /** Sentences of soft faults. */
  flags: string[]
  /** The reason given for them. */
  explained: string | null
  /**
   * What another level decided, and what anyone asked or adjusted on the filing before this one (`past`); what this
   * level decided as well where nothing can be typed.
   */
  earlier: {
    past: boolean
    level: "street" | "district"
    decision: string
    checked: string | null
    reasonClass: ReasonClass | null
    reason: string | null
  }[]
  /** What was answered to what came back of it with the last return; null where nothing did. */
  answered: AnsweredQuestion | null
  /** The saved decision that this page shows, as the form carries it along; empty where none is. */
  was: string
  /** Who of the same level saved it, where that was somebody else. */
  savedBy?: string | undefined
  /** What a colleague has saved instead of what was typed: one of both is chosen. */
  theirs?: string | undefined
  /** What this official decided or just typed. */
  decision: TypedDecision
  /** What is wrong with the checked value, the class of its reason, and the words beside it. */
  error?: string
  classError?: string
  reasonError?: string
}

/** A mark: what it says, why it is so in the words of who sent it, what rests on it, and who settled it. */
export interface MarkView {
  id: string
  /** The key of its value, if it is about one. */
  key: string | null
  sentence: string
  reason: string | null
  points: number
  settled: "street" | "district" | null
  ticked: boolean
  /** What it says may be mended in the registry as well. */
  registry: boolean
}

export interface VerificationView {
  estate: SubmissionEstate & { slug: string }
  company: string | null
  quarter: string
  state: SubmissionState | null
  submittedAt: string | null
  timeliness: Timeliness
  /** 延期: until which day; null without. */
  extendedDay: string | null
  /** 免报 of this estate and quarter. */
  exemption: { organisation: string; reason: string } | null
  /** Whether the reader may extend it. */
  mayExtend: boolean
  /** Whose parts were saved after the deadline: shown, and counted for nothing. */
  lateParts: Provider[]
  /** Whether a return grants days in which it stays in time, and how many stand in the form. */
  grants: boolean
  graceDays: number
  edition: Edition
  /** What waits for this official, by risk; how long, by this day. */
  queue: { slug: string; name: string; risk: Risk | null; since: string | null }[]
  today: string
  /** How many wait in all. */
  waiting: number
  level: "street" | "district" | null
  /** Whether decisions can be typed. */
  deciding: boolean
  mayVerify: boolean
  mayReturn: boolean
  /** Whether this level has a verification of its own to take back, what was typed for it, and what is wrong with that. */
  takesBack: boolean
  takeBackReason: string
  takeBackError: string | undefined
  locked: string | null
  /** 更正中: it may be verified again although its quarter is released. */
  correction: { reason: string; openedAt: string } | null
  /** Quarters before that are corrected and of which nobody kept what was released. */
  unkept: string[]
  /** The last return of the filing as a whole, with its answer. */
  /** Returns before the last one, the newest first. */
  earlierReturns: ShownReturn[]
  sentBack: (AnsweredQuestion & { level: "street" | "district"; at: string; reason: string }) | null
  /** Every value, in the edition's order. */
  rows: ValueView[]
  /** By code. */
  indicators: ReadonlyMap<
    string,
    { indicator: Indicator; score?: IndicatorScore | undefined; evidence?: IndicatorEvidence | undefined }
  >
  base: number | null
  /** What adjustments do to points and band: those typed where `asked`, otherwise those saved. */
  effects: (Effects & { asked: boolean; expected?: Expected | undefined }) | null
  /** What the browser needs to say the same while decisions are typed; null where none can be. */
  live: VerificationIslandData | null
  /** What breaks a hard check, and marks. */
  flagCount: number
  marks: MarkView[]
  ownPart: { filled: number; total: number } | null
  /** Empty values of others that stay empty once this official has passed it. */
  othersEmpty: { provider: Provider; count: number }[]
  returnReason: string
  returnError?: string
  /** What is wrong with no field of the page. */
  looseErrors: string[]
  seen: string
  /** JSON of the values shown, sent back to tell what changed meanwhile. */
  seenValues: string
  formKey: string
}

/** Id of a value's row in the page. */
export function rowId(key: string): string {
  return `row-${key}`
}
