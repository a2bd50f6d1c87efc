import type { ValueView } from "../../../web/pages/verification/verification-view.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { Fault } from "../../domain/errors.ts"
import type { KeySpec } from "../../domain/scoring/keys.ts"
import { attentionOf } from "../../domain/submission/attention.ts"
import { classRules, reasonRules, type TypedDecision } from "../../domain/submission/decisions.ts"
import { accepted, sameDecision } from "../../domain/submission/saved-decisions.ts"
import {
  type AnsweredQuestion,
  typedDecision,
  type Verification,
} from "../../usecases/submission/open-verification.ts"
import { seenText } from "./decisions.ts"
import { decisionWords, savedBy, savedRow } from "./saved-decisions.ts"
import type { AnswerFiles } from "./sent-back.ts"

/** What is typed of decisions, and which of them a colleague has made otherwise meanwhile. */
export interface TypedDecisions {
  decisions: ReadonlyMap<string, TypedDecision>
  conflicts?: ReadonlySet<string>
}

/** Sentences of faults by key: about the checked value, the class of the reason, and the words beside it. */
export interface DecisionErrors {
  value: ReadonlyMap<string, string>
  class: ReadonlyMap<string, string>
  reason: ReadonlyMap<string, string>
}

/** What is typed on a page, by whom, what is wrong with it, and which values stand out. */
export interface ShownValues {
  text: Text
  typed: TypedDecisions
  errors: DecisionErrors
  memberId: string
  answered: ReadonlyMap<string, AnsweredQuestion & AnswerFiles>
  /** Sentences of broken hard checks by key. */
  flags: ReadonlyMap<string, string>
  /** Keys that bear a mark. */
  marked: ReadonlySet<string>
}

const placeOf = (rule: string): keyof DecisionErrors =>
  classRules.includes(rule) ? "class" : reasonRules.includes(rule) ? "reason" : "value"

/** What is wrong with decisions, in sentences beside each field. */
export function decisionErrors(
  text: Text,
  specs: ReadonlyMap<string, KeySpec>,
  faults: readonly Fault[],
): DecisionErrors {
  const about = (place: keyof DecisionErrors) =>
    faults
      .filter(({ rule }) => placeOf(rule) === place)
      .map((fault) => [fault.field ?? "", faultSentence(text, specs, fault, "verifier")] as const)
  return { value: new Map(about("value")), class: new Map(about("class")), reason: new Map(about("reason")) }
}

/** Whether this official can type decisions now. */
export const isDeciding = (open: Verification) => open.move !== null || open.mayReturn

/** What this level has saved of a value, and by whom: beside what is typed, and against it where both have decided. */
function savedOf(open: Verification, key: string, { text, typed, memberId }: ShownValues) {
  const row = savedRow(open, key)
  const saved = row ? typedDecision(row) : accepted
  const conflict = typed.conflicts?.has(key) ?? false
  const words = decisionWords(text, saved)
  const by = row ? savedBy(text, row) : text.verification.saved.takenBack
  return {
    was: row ? seenText(saved) : "",
    savedBy: row && row.memberId !== memberId && row.decision !== "accepted" ? by : undefined,
    theirs: conflict ? text.verification.saved.theirs(by, words) : undefined,
    decision: typed.decisions.get(key) ?? saved,
  }
}

/** What others decided, and what was asked last time; the own level's as well once nothing can be typed any more. */
function earlierDecision(open: Verification, key: string): ValueView["earlier"] {
  const { submission, findings } = open.dossier
  const past = findings.filter(
    (row) => row.submissionId === submission?.id && row.filing === submission.filing - 1,
  )
  const others = open.decided.filter((row) => row.level !== open.level || !isDeciding(open))
  return [...past, ...others]
    .filter((row) => row.key === key && row.decision !== "accepted")
    .map((row) => ({
      past: row.filing !== submission?.filing,
      level: row.level,
      decision: row.decision,
      checked: row.checkedValue,
      reasonClass: row.reasonClass,
      reason: row.reason,
    }))
}

/** One value of an opened submission as its page shows it. */
export function valueView(open: Verification, spec: KeySpec, shown: ShownValues): ValueView {
  const { errors, answered, flags, marked } = shown
  const { key } = spec
  const standing = open.standing.get(key)
  const row = open.rows.find((one) => one.key === key && one.provider === standing?.provider)
  const flag = flags.get(key)
  const typed = standing ? standing.typed : null
  const previous = open.previous.get(key)
  const saved = savedOf(open, key, shown)
  const earlier = earlierDecision(open, key)
  const answer = answered.get(key) ?? null
  const wrong = [errors.value, errors.class, errors.reason].some((one) => one.has(key))
  return {
    spec,
    typed,
    provider: standing?.provider ?? spec.provider,
    onBehalf: standing?.onBehalf ?? false,
    checked: standing?.verification ?? null,
    previous,
    trend: [typed, ...open.trend.map(({ values }) => values?.get(key) ?? null)].reverse(),
    attention: attentionOf({
      typed,
      previous,
      marked: marked.has(key) || flag !== undefined,
      talked: wrong || earlier.length > 0 || answer !== null || !sameDecision(saved.decision, accepted),
    }),
    flags: flag ? [flag] : [],
    explained: row?.reason ?? null,
    earlier,
    answered: answer,
    ...saved,
    error: errors.value.get(key),
    classError: errors.class.get(key),
    reasonError: errors.reason.get(key),
  }
}
