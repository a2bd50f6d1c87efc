import type {
  MarkView,
  ValueView,
  VerificationView,
} from "../../../web/pages/verification/verification-view.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { Fault } from "../../domain/errors.ts"
import { editionKeys, type KeySpec } from "../../domain/scoring/keys.ts"
import { scoreEstate } from "../../domain/scoring/score.ts"
import { classRules, reasonRules, type TypedDecision } from "../../domain/submission/decisions.ts"
import { effectsOf } from "../../domain/submission/expected.ts"
import { graceLength, mayGrant, timeliness } from "../../domain/submission/lateness.ts"
import { accepted } from "../../domain/submission/saved-decisions.ts"
import { factsOf } from "../../usecases/submission/expected.ts"
import { brokenOf, openMarks } from "../../usecases/submission/marks.ts"
import { unkeptQuarters } from "../../usecases/submission/open-submission.ts"
import {
  type AnsweredQuestion,
  questionsAnswered,
  typedDecision,
  type Verification,
} from "../../usecases/submission/open-verification.ts"
import type { Preview } from "../../usecases/submission/preview-decisions.ts"
import { seenText } from "./decisions.ts"
import { evidenceToVerify } from "./evidence-view.ts"
import { compiledOf } from "./filing-view.ts"
import { lateParts, othersEmpty, ownPart } from "./parts-told.ts"
import { decisionWords, savedBy, savedRow } from "./saved-decisions.ts"
import { sentBackOf } from "./sent-back.ts"

/** What an official typed and what was wrong with it; empty when the page is opened fresh. */
export interface TypedVerification {
  decisions: ReadonlyMap<string, TypedDecision>
  /** Keys that a colleague has decided otherwise meanwhile. */
  conflicts?: ReadonlySet<string>
  reason: string
  /** Marks that were ticked. */
  settled?: readonly string[]
  /** Days that a return grants. */
  days?: number
  faults: Fault[]
  /** What the decisions would do, where that was asked. */
  preview?: Preview
  /** The reason for which a verification is taken back, and what is wrong with it. */
  takingBack?: { reason: string; error: string | undefined }
}

const nothingTyped: TypedVerification = { decisions: new Map(), reason: "", faults: [] }

/** The values that the page shows, as JSON: sent back to tell what changed while it was open. */
export function shownValues({ standing }: Verification): string {
  return JSON.stringify(Object.fromEntries([...standing].map(([key, { typed }]) => [key, typed])))
}

/** What this level has saved of a value, and by whom: beside what is typed, and against it where both have decided. */
function savedOf(text: Text, open: Verification, key: string, typed: TypedVerification, memberId: string) {
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

function valueView(
  open: Verification,
  spec: KeySpec,
  flags: ReadonlyMap<string, string>,
  { typed, errors, text, memberId, answered }: Shown,
): ValueView {
  const standing = open.standing.get(spec.key)
  const row = open.rows.find((one) => one.key === spec.key && one.provider === standing?.provider)
  const flag = flags.get(spec.key)
  return {
    spec,
    typed: standing ? standing.typed : null,
    provider: standing?.provider ?? spec.provider,
    onBehalf: standing?.onBehalf ?? false,
    checked: standing?.verification ?? null,
    previous: open.previous.get(spec.key),
    flags: flag ? [flag] : [],
    explained: row?.reason ?? null,
    earlier: earlierDecision(open, spec.key),
    answered: answered.get(spec.key) ?? null,
    ...savedOf(text, open, spec.key, typed, memberId),
    error: errors.value.get(spec.key),
    classError: errors.class.get(spec.key),
    reasonError: errors.reason.get(spec.key),
  }
}

/** What breaks a hard check, by key: no level lets it pass. */
function flagsOf(text: Text, open: Verification, specs: Map<string, KeySpec>): Map<string, string> {
  return new Map(
    brokenOf(open).map((fault) => [fault.field ?? "", faultSentence(text, specs, fault, "verifier")]),
  )
}

/** The marks with their sentences; ticked is what is settled, or was just ticked. */
function markViews(
  text: Text,
  open: Verification,
  specs: Map<string, KeySpec>,
  { settled: ticked }: TypedVerification,
  registry: boolean,
): MarkView[] {
  return openMarks(open).map(({ id, fault, reason, points, settled }) => ({
    id,
    key: fault.field && specs.has(fault.field) ? fault.field : null,
    sentence: faultSentence(text, specs, fault, "verifier"),
    reason,
    points,
    settled,
    ticked: ticked?.includes(id) ?? settled === open.level,
    registry: registry && fault.rule === "registry_differs",
  }))
}

/** Sentences of faults by key: about the checked value, the class of the reason, and the words beside it. */
interface Errors {
  value: ReadonlyMap<string, string>
  class: ReadonlyMap<string, string>
  reason: ReadonlyMap<string, string>
}

const placeOf = (rule: string): keyof Errors =>
  classRules.includes(rule) ? "class" : reasonRules.includes(rule) ? "reason" : "value"

function errorsOf(text: Text, specs: Map<string, KeySpec>, faults: Fault[]): Errors {
  const about = (place: keyof Errors) =>
    faults
      .filter(({ rule }) => placeOf(rule) === place)
      .map((fault) => [fault.field ?? "", faultSentence(text, specs, fault, "verifier")] as const)
  return { value: new Map(about("value")), class: new Map(about("class")), reason: new Map(about("reason")) }
}

/** What is typed on a page, by whom, and what is wrong with it. */
interface Shown {
  text: Text
  typed: TypedVerification
  errors: Errors
  memberId: string
  registry: boolean
  answered: ReadonlyMap<string, AnsweredQuestion>
}

function sections(
  open: Verification,
  specs: Map<string, KeySpec>,
  { text, typed, memberId, registry }: Omit<Shown, "errors" | "answered">,
) {
  const flags = flagsOf(text, open, specs)
  const errors = errorsOf(text, specs, typed.faults)
  const questions = questionsAnswered(open)
  const answered = new Map(questions.flatMap((one) => (one.key === null ? [] : [[one.key, one] as const])))
  const shown = [...specs.values()].filter((spec) => spec.provider !== "platform")
  const rowOf = (spec: KeySpec) =>
    valueView(open, spec, flags, { typed, errors, text, memberId, registry, answered })
  const scored = scoreEstate(
    compiledOf(open.edition),
    new Map([...open.standing].map(([k, v]) => [k, v.value])),
  )
  const scores = new Map(scored.indicators.map((one) => [one.code, one]))
  const evidence = evidenceToVerify(open)
  const marks = markViews(text, open, specs, typed, registry)
  return {
    sentBack: sentBackOf(open, questions),
    flagCount: flags.size + marks.length,
    marks,
    base: scored.base,
    returnError: errors.value.get("reason") ?? errors.reason.get("reason"),
    looseErrors: [...errors.value]
      .filter(([key]) => key !== "reason" && !specs.has(key))
      .map(([, one]) => one),
    bases: shown.filter((spec) => spec.kind === "base").map(rowOf),
    items: shown.filter((spec) => !["base", "input"].includes(spec.kind)).map(rowOf),
    indicators: open.edition.indicators.map((indicator) => ({
      indicator,
      score: scores.get(indicator.code),
      values: shown.filter((spec) => spec.indicator === indicator.code).map(rowOf),
      evidence: evidence.get(indicator.code),
    })),
  }
}

/** What adjustments do to the points: those that were asked about, otherwise those that are saved; null without any. */
function effectsShown(
  open: Verification,
  now: Date,
  { preview }: TypedVerification,
): VerificationView["effects"] {
  const effects = preview?.effects ?? effectsOf(factsOf(open, now), open.standing)
  if (!preview && effects.each.size === 0) return null
  return { ...effects, asked: preview !== undefined, expected: preview?.expected }
}

/** Whether this official can type decisions now. */
const isDeciding = (open: Verification) => open.move !== null || open.mayReturn

/** What the verification page shows; `registry`: the reader may look at the estate in the registry, `extends`: give it a later last day. */
export function verificationView(
  text: Text,
  open: Verification,
  clock: { now: Date; formKey: string; memberId: string; registry: boolean; extends: boolean },
  typed: TypedVerification = nothingTyped,
): VerificationView {
  const { now, formKey } = clock
  const { dossier, edition, level } = open
  const { submission, estate, quarter } = dossier
  const specs = editionKeys(edition)
  const filed = open.rows.length > 0
  const empty = {
    sentBack: null,
    flagCount: 0,
    marks: [],
    base: null,
    returnError: undefined,
    looseErrors: [],
    bases: [],
    items: [],
    indicators: [],
  }
  return {
    estate: {
      slug: estate.slug,
      name: estate.name,
      placeNames: estate.placeNames,
      demonstration: estate.origin === "demonstration",
      managers: dossier.managers,
    },
    company: dossier.company?.name ?? null,
    quarter: quarter.quarter,
    state: submission?.state ?? null,
    submittedAt: submission?.submittedAt ?? null,
    timeliness: timeliness(now, dossier.due, submission, dossier.correction !== null),
    extendedDay: dossier.due.extendedDay,
    exemption: dossier.exemption,
    mayExtend: clock.extends && !dossier.released && !dossier.closed,
    lateParts: lateParts(open),
    grants: submission !== null && open.mayReturn && !dossier.correction && mayGrant(submission),
    graceDays: typed.days ?? graceLength.usual,
    edition,
    queue: open.queue,
    waiting: open.waiting,
    level,
    deciding: isDeciding(open),
    mayVerify: open.move !== null,
    mayReturn: open.mayReturn,
    takesBack: open.takesBack !== null,
    takeBackReason: typed.takingBack?.reason ?? "",
    takeBackError: typed.takingBack?.error,
    locked: open.locked,
    correction: dossier.correction,
    unkept: unkeptQuarters(dossier),
    ...(filed
      ? sections(open, specs, { text, typed, memberId: clock.memberId, registry: clock.registry })
      : empty),
    effects: filed ? effectsShown(open, now, typed) : null,
    ownPart: ownPart(open),
    othersEmpty: filed ? othersEmpty(open, specs) : [],
    returnReason: typed.reason,
    seen: open.seen,
    seenValues: shownValues(open),
    formKey,
  }
}
