import type { Fault } from "../../../worker/domain/errors.ts"
import type { Edition, Provider } from "../../../worker/domain/scoring/edition.ts"
import type { KeySpec, KeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { Askable } from "../../../worker/domain/submission/asking.ts"
import type { Carried } from "../../../worker/domain/submission/carried.ts"
import type { Timeliness } from "../../../worker/domain/submission/lateness.ts"
import { answeredKey, isAnswer, type Question } from "../../../worker/domain/submission/questions.ts"
import type { SubmissionState } from "../../../worker/domain/submission/states.ts"
import type { Adjustments } from "../../../worker/domain/submission/told-adjustments.ts"
import type { SubmissionEstate } from "../desk/submission-head.tsx"

/** What came back, and how far it is dealt with. */
export interface ShownQuestion extends Question {
  state: "open" | "changed" | "answered"
}

/** What the filing form shows: one provider's part of one estate's quarter. */
export interface FilingView {
  estate: SubmissionEstate & { slug: string }
  company: string | null
  quarter: string
  timeliness: Timeliness
  /** 更正申请: one of the own company that waits for the city's answer. */
  request: { id: string; filedAt: string } | null
  /** 延期: until which day, by whom and why. */
  extension: { day: string; organisation: string; reason: string } | null
  /** 免报 of this estate and quarter. */
  exemption: { organisation: string; reason: string } | null
  /** Withdrawn now and sent again, it would be late. */
  withdrawnIsLate: boolean
  state: SubmissionState | null
  submittedAt: string | null
  provider: Provider
  edition: Edition
  specs: Map<string, KeySpec>
  mine: Set<string>
  /** Answers for the whole, as the company does, and may see what others have provided for it. */
  whole: boolean
  /** What others have provided of the headline indicators, by key; without its value before it is verified. */
  provided: ReadonlyMap<string, { value: KeyValue | null; provider: Provider }>
  texts: ReadonlyMap<string, string>
  reasons: ReadonlyMap<string, string>
  /** Lasting answers that are still to be confirmed, as they counted last. */
  carried: ReadonlyMap<string, Carried>
  previous: ReadonlyMap<string, KeyValue>
  /** What counts of the quarters before, the latest first, and what the registry says: both for checks. */
  before: readonly (ReadonlyMap<string, KeyValue> | null)[]
  registry: ReadonlyMap<string, number>
  hard: Fault[]
  soft: Fault[]
  /** What only others can mend. */
  told: Fault[]
  /** Revision of the part that the form was opened with. */
  revision: number
  savedAt: string | null
  /** Rule that forbids typing, or null. */
  locked: string | null
  mayWithdraw: boolean
  /** Whether what lies sent has a receipt to be seen here. */
  hasReceipt: boolean
  maySubmit: boolean
  /** Its quarter is public: it has a page that everybody reads. */
  released: boolean
  /** 更正中: it may be typed again although its quarter is released. */
  correction: { reason: string; openedAt: string } | null
  returned: {
    by: "street" | "district" | "city"
    /** Written to the company. */
    reason: string | null
    findings: { key: string; decision: "asked" | "adjusted"; reason: string; checked: string | null }[]
  } | null
  /** What stands to be answered beside its field, or was answered. */
  questions: ShownQuestion[]
  /** What was adjusted of the present filing and may be told by now. */
  adjustments: Adjustments
  /** Of the company: whom it can ask to mend or fill in what, and when it last did so today. */
  asking: { provider: Askable; keys: string[]; today: string | null }[]
  /** Of a place: what the company asked of it since it last saved. */
  asked: { company: string; at: string; keys: string[] } | null
  /** Quarters before that are corrected and of which nobody kept what was released. */
  unkept: string[]
  /** A fresh idempotency key for the form. */
  formKey: string
}

/** Id of what is said of a return, with the ways to its fields. */
export const RETURNED = "returned"

/** Id of a key's field in the page. */
export function fieldId(key: string): string {
  return `v-${key}`
}

/** Id of the field of an answer or another reason. */
export function reasonId(name: string): string {
  return `r-${name}`
}

/** Id of the place in the form where something that came back is dealt with, by the name of its answer. */
export function questionPlace(name: string): string {
  const key = answeredKey(name)
  return key === null ? reasonId(name) : fieldId(key)
}

/** Id of the field at which a fault is mended; undefined when the page has none for it. */
export function faultTarget({ mine }: Pick<FilingView, "mine">, { rule, field }: Fault): string | undefined {
  if (field && isAnswer(field)) return reasonId(field)
  if (!field || !mine.has(field)) return undefined
  return rule === "reason_too_long" ? reasonId(field) : fieldId(field)
}
