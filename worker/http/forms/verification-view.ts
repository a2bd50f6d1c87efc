import type { MarkView, VerificationView } from "../../../web/pages/verification/verification-view.ts"
import { paths } from "../../../web/paths.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { Fault } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { editionKeys, type KeySpec } from "../../domain/scoring/keys.ts"
import { scoreEstate } from "../../domain/scoring/score.ts"
import { effectsOf } from "../../domain/submission/expected.ts"
import { graceLength, mayGrant, timeliness } from "../../domain/submission/lateness.ts"
import { factsOf } from "../../usecases/submission/expected.ts"
import { brokenOf, openMarks } from "../../usecases/submission/marks.ts"
import { unkeptQuarters, valuesOf } from "../../usecases/submission/open-submission.ts"
import { questionsAnswered, type Verification } from "../../usecases/submission/open-verification.ts"
import type { Preview } from "../../usecases/submission/preview-decisions.ts"
import { answerFiles, evidenceToVerify } from "./evidence-view.ts"
import { compiledOf } from "./filing-view.ts"
import { lateParts, othersEmpty, ownPart } from "./parts-told.ts"
import { earlierReturnsShown, sentBackOf } from "./sent-back.ts"
import { decisionErrors, isDeciding, type TypedDecisions, valueView } from "./verified-values.ts"

/** What an official typed and what was wrong with it; empty when the page is opened fresh. */
export interface TypedVerification extends TypedDecisions {
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

/** What is asked of the sections of a page. */
interface Asked {
  text: Text
  typed: TypedVerification
  memberId: string
  registry: boolean
}

function sections(
  open: Verification,
  specs: Map<string, KeySpec>,
  { text, typed, memberId, registry }: Asked,
): Pick<
  VerificationView,
  | "sentBack"
  | "earlierReturns"
  | "flagCount"
  | "marks"
  | "base"
  | "returnError"
  | "looseErrors"
  | "rows"
  | "indicators"
> {
  const flags = flagsOf(text, open, specs)
  const errors = decisionErrors(text, specs, typed.faults)
  const files = answerFiles(open.dossier, open.evidence?.evidence ?? [])
  const questions = questionsAnswered(open).map((one) => ({
    ...one,
    files: files.get(one.name) ?? [],
    filesHref: paths.evidence(open.dossier.estate.slug, open.dossier.quarter.quarter, one.name),
  }))
  const answered = new Map(questions.flatMap((one) => (one.key === null ? [] : [[one.key, one] as const])))
  const scored = scoreEstate(
    compiledOf(open.edition),
    new Map([...open.standing].map(([k, v]) => [k, v.value])),
  )
  const scores = new Map(scored.indicators.map((one) => [one.code, one]))
  const evidence = evidenceToVerify(open)
  const marks = markViews(text, open, specs, typed, registry)
  const marked = new Set(marks.flatMap(({ key }) => key ?? []))
  const shown = { text, typed, errors, memberId, answered, flags, marked }
  return {
    sentBack: sentBackOf(open, questions),
    earlierReturns: earlierReturnsShown(
      open,
      { mine: new Set(specs.keys()), whole: true },
      open.evidence?.evidence ?? [],
    ),
    flagCount: flags.size + marks.length,
    marks,
    base: scored.base,
    returnError: errors.value.get("reason") ?? errors.reason.get("reason"),
    looseErrors: [...errors.value]
      .filter(([key]) => key !== "reason" && !specs.has(key))
      .map(([, one]) => one),
    rows: [...specs.values()]
      .filter((spec) => spec.provider !== "platform")
      .map((spec) => valueView(open, spec, shown)),
    indicators: new Map(
      open.edition.indicators.map((indicator) => [
        indicator.code,
        { indicator, score: scores.get(indicator.code), evidence: evidence.get(indicator.code) },
      ]),
    ),
  }
}

/** What adjustments do to the points: those that were asked about, otherwise those that are saved. */
function effectsShown(
  open: Verification,
  now: Date,
  { preview }: TypedVerification,
): NonNullable<VerificationView["effects"]> {
  const effects = preview?.effects ?? effectsOf(factsOf(open, now), open.standing)
  return { ...effects, asked: preview !== undefined, expected: preview?.expected }
}

/** What the browser needs to say what each decision would do while it is typed: everything but the level's own. */
function liveOf(open: Verification, now: Date): VerificationView["live"] {
  const { dossier, edition, level } = open
  const { specs: _, edition: __, ...facts } = factsOf(open, now)
  const findings = dossier.findings.filter(
    (row) => row.level !== level || row.submissionId !== dossier.submission?.id,
  )
  const composed = valuesOf({ ...dossier, findings }, edition, dossier.submission)
  return { edition, facts, composed: [...composed] }
}

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
    earlierReturns: [],
    flagCount: 0,
    marks: [],
    base: null,
    returnError: undefined,
    looseErrors: [],
    rows: [],
    indicators: new Map(),
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
    today: dayOf(now.getTime()),
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
    live: filed && isDeciding(open) ? liveOf(open, now) : null,
    ownPart: ownPart(open),
    othersEmpty: filed ? othersEmpty(open, specs) : [],
    returnReason: typed.reason,
    seen: open.seen,
    seenValues: shownValues(open),
    formKey,
  }
}
