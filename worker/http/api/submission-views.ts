import type { z } from "@hono/zod-openapi"
import type { ShownQuestion } from "../../../web/pages/filing/filing-view.ts"
import { type FaultReader, faultSentence } from "../../../web/text/fault-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { MemberActor } from "../../domain/actor.ts"
import type { Fault } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { digitsOf, plainText } from "../../domain/scoring/decimal.ts"
import { editionKeys, type KeySpec, type KeyValue } from "../../domain/scoring/keys.ts"
import { unconfirmed } from "../../domain/submission/carried.ts"
import {
  type CheckedFiling,
  isWholeMark,
  naAllowedKeys,
  unexplained,
} from "../../domain/submission/faults.ts"
import { timeliness } from "../../domain/submission/lateness.ts"
import { SETTLED } from "../../domain/submission/marks.ts"
import { typedKeys } from "../../domain/submission/parts.ts"
import { isAnswer } from "../../domain/submission/questions.ts"
import { toldAdjustments } from "../../domain/submission/told-adjustments.ts"
import { factsOf } from "../../usecases/submission/expected.ts"
import { brokenOf, openMarks } from "../../usecases/submission/marks.ts"
import {
  checkSending,
  type Filing,
  filingOf,
  providerOf,
  shownCheck,
} from "../../usecases/submission/open-filing.ts"
import type { OpenSubmission } from "../../usecases/submission/open-submission.ts"
import {
  questionsAnswered,
  type Verification,
  verificationOf,
} from "../../usecases/submission/open-verification.ts"
import { askedView, askingView, expectedOf, questionsShown, returnedOf } from "../forms/filing-view.ts"
import { markRows } from "./mark-rows.ts"
import { pointerOf } from "./schema-faults.ts"
import { pointsOf, savedEffects, scoreView } from "./score-views.ts"
import type { checkSchema, keySpecSchema, partSchema, submissionSchema } from "./submission-schemas.ts"

type Specs = ReadonlyMap<string, KeySpec>
export type SubmissionView = z.infer<typeof submissionSchema>
type FaultView = NonNullable<SubmissionView["part"]>["hard"][number]

/** A value as the edition's format writes it. */
function valueText(spec: KeySpec, value: KeyValue): string {
  if (value === "NA") return value
  if (spec.type === "yes_no") return value === 1 ? "yes" : "no"
  return plainText(digitsOf(String(value)))
}

/** A fault with its sentence; `at` is where in the body its value stands. */
export function faultView(
  text: Text,
  specs: Specs,
  fault: Fault,
  at: (fault: Fault) => string | null,
  reader: FaultReader = "filer",
): FaultView {
  return {
    rule: fault.rule,
    field: fault.field ?? null,
    pointer: at(fault),
    message: faultSentence(text, specs, fault, reader),
    parameters: fault.with ?? {},
  }
}

/** Where the value of a fault stands in a draft. */
export function draftPointer({ field, rule }: Fault): string | null {
  if (!field) return null
  const reason = rule === "reason_too_long" || isWholeMark(field) || isAnswer(field)
  return pointerOf([reason ? "reasons" : "values", field])
}

/** What was found wrong with a part, what is missing, and what it would score. */
function checkedView(text: Text, filing: Filing, checked: CheckedFiling, now: Date) {
  const specs = editionKeys(filing.edition)
  const { expected, missing, waiting } = expectedOf(filing, checked.values, now)
  const shown = (fault: Fault) => faultView(text, specs, fault, draftPointer)
  return {
    hard: checked.hard.map(shown),
    soft: checked.soft.map(shown),
    told: checked.told.map((fault) => faultView(text, specs, fault, () => null, "told")),
    missing,
    waiting,
    // Others see of the company's values nothing, so they do not see what these would score either.
    expected: filing.provider === "company" ? scoreView(text, filing.edition, expected) : null,
  }
}

/** What would happen on submitting a part as it was checked. */
export function checkView(
  text: Text,
  filing: Filing,
  checked: CheckedFiling,
  now: Date,
): z.infer<typeof checkSchema> {
  const { hard, soft } = checked
  const clean = hard.length === 0 && unexplained(soft).length === 0 && checked.values.size > 0
  return {
    ...checkedView(text, filing, checked, now),
    submittable: clean && filing.maySubmit && filing.locked === null,
  }
}

/** A question with its answer. */
function questionView({ name, key, state, filed, notes }: ShownQuestion, answer: string | null) {
  return {
    ...{ name, key, state, answer },
    filed: filed === "" ? null : filed,
    notes: notes.map(({ checked, ...note }) => ({ ...note, checkedValue: checked })),
  }
}

/** A part as its provider sees it. */
export function partView(text: Text, filing: Filing, now: Date): z.infer<typeof partSchema> {
  const { provider, partRevision, savedAt, locked, maySubmit, mayWithdraw, typed } = filing
  const told = toldAdjustments(filing.dossier, filing, factsOf(filing, now))
  return {
    provider,
    revision: partRevision,
    savedAt,
    locked,
    maySubmit: maySubmit && locked === null,
    mayWithdraw,
    values: Object.fromEntries(typed.texts),
    reasons: Object.fromEntries(typed.reasons),
    carried: [...unconfirmed(filing.carried, typed)].map(([key, { text: value, quarter, derived }]) => ({
      key,
      value,
      quarter,
      derived,
    })),
    asked: (returnedOf(filing)?.findings ?? []).map(({ key, decision, reason, checked }) => ({
      key,
      decision,
      reason,
      checkedValue: checked,
    })),
    questions: questionsShown(filing).map((one) =>
      questionView(one, filing.typed.reasons.get(one.name) ?? null),
    ),
    adjustments: told.list.map(({ spec, level, typed, checked, reasonClass, reason, effect }) => ({
      key: spec.key,
      level,
      typed: typed === undefined || typed === null ? null : valueText(spec, typed),
      checkedValue: valueText(spec, checked),
      reasonClass,
      reason,
      effect,
    })),
    adjusted: told.scores && { filed: pointsOf(told.scores.filed), adjusted: pointsOf(told.scores.adjusted) },
    asking: askingView(filing, checkSending(filing), now).map(({ provider, keys, today }) => ({
      provider,
      keys,
      askedToday: today,
    })),
    request: askedView(filing),
    ...checkedView(text, filing, shownCheck(filing), now),
  }
}

type ValueRow = NonNullable<SubmissionView["verification"]>["values"][number]

function verifiedValues(open: Verification): ValueRow[] {
  const specs = editionKeys(open.edition)
  const { submission, findings } = open.dossier
  const own = findings.filter((row) => row.submissionId === submission?.id)
  return [...open.standing].flatMap(([key, { value, typed, provider, onBehalf, verification }]) => {
    const spec = specs.get(key)
    if (!spec) return []
    const previous = open.previous.get(key)
    return [
      {
        key,
        provider,
        onBehalf,
        typed: typed === null ? null : valueText(spec, typed),
        value: valueText(spec, value),
        source: verification,
        previous: previous === undefined ? null : valueText(spec, previous),
        reason: open.rows.find((row) => row.key === key && row.provider === provider)?.reason ?? null,
        findings: own.flatMap(({ key: name, level, filing, decision, checkedValue, reasonClass, reason }) =>
          name !== key || decision === SETTLED
            ? []
            : [{ level, filing, decision, checkedValue, reasonClass, reason }],
        ),
      },
    ]
  })
}

/** What stands out when all parts are together. */
function flagsOf(text: Text, open: Verification): FaultView[] {
  const specs = editionKeys(open.edition)
  const all = [...openMarks(open).map(({ fault }) => fault), ...brokenOf(open)]
  return all.map((fault) => faultView(text, specs, fault, () => null, "verifier"))
}

function verificationView(text: Text, open: Verification, now: Date): SubmissionView["verification"] {
  const { level, locked, move, mayReturn } = open
  const filed = open.rows.length > 0
  return {
    level,
    locked,
    mayVerify: move !== null,
    mayReturn,
    values: filed ? verifiedValues(open) : [],
    flags: filed ? flagsOf(text, open) : [],
    questions: filed ? questionsAnswered(open).map((one) => questionView(one, one.answer)) : [],
    marks: filed ? markRows(text, open) : [],
    effects: filed ? savedEffects(text, open, now) : null,
  }
}

function headOf({ dossier }: OpenSubmission, now: Date) {
  const { estate, company, quarter, submission, closed, released, correction, due, exemption } = dossier
  const { returnedBy, returnReason, returnedAt } = submission ?? {}
  const { dueDay, late } = timeliness(now, due, submission, correction !== null)
  return {
    quarter: quarter.quarter,
    estate: {
      slug: estate.slug,
      name: estate.name,
      placeCode: estate.placeCode,
      placeNames: estate.placeNames,
      demonstration: estate.origin === "demonstration",
    },
    company,
    edition: quarter.editionId,
    state: submission?.state ?? null,
    deadlineDay: dueDay,
    late: late && exemption === null,
    firstSubmittedAt: submission?.firstSubmittedAt ?? null,
    submittedAt: submission?.submittedAt ?? null,
    streetVerifiedAt: submission?.streetVerifiedAt ?? null,
    verifiedAt: submission?.verifiedAt ?? null,
    returned:
      returnedBy && returnReason ? { by: returnedBy, reason: returnReason, at: returnedAt ?? null } : null,
    closed,
    released,
    exemption: exemption && { reason: exemption.reason, at: exemption.at },
    correction: correction && { reason: correction.reason, openedAt: correction.openedAt },
  }
}

/** A submission as its reader may see it: its own part, and for authorities what was filed. */
export function submissionView(
  text: Text,
  open: OpenSubmission,
  actor: MemberActor,
  { now, seen }: { now: Date; seen: Verification["evidence"] },
): SubmissionView {
  const types = may(actor, "filing.read") || may(actor, "part.edit")
  const verifies = may(actor, "verification.read")
  return {
    ...headOf(open, now),
    part: types ? partView(text, filingOf(open, actor), now) : null,
    verification: verifies
      ? verificationView(text, verificationOf(open, actor, { queue: [], total: 0, seen }), now)
      : null,
  }
}

/** Every key of the edition as a program needs it to send values. */
export function keySpecs(
  { dossier, edition, previous }: OpenSubmission,
  actor: MemberActor,
): z.infer<typeof keySpecSchema>[] {
  const types = may(actor, "filing.read") || may(actor, "part.edit")
  const mine = new Set(types ? typedKeys(edition, providerOf(actor), dossier.staffed) : [])
  const seesAll = may(actor, "verification.read")
  const naAllowed = naAllowedKeys(edition)
  return [...editionKeys(edition).values()].map((spec) => {
    const before = seesAll || mine.has(spec.key) ? previous.get(spec.key) : undefined
    return {
      key: spec.key,
      kind: spec.kind,
      indicator: spec.indicator ?? null,
      provider: spec.provider,
      mine: mine.has(spec.key),
      type: spec.type,
      min: spec.min,
      max: spec.max,
      atMost: spec.at_most ?? null,
      naAllowed: naAllowed.has(spec.key),
      sensitive: spec.sensitive,
      title: spec.title,
      unit: spec.unit ?? null,
      previous: before === undefined ? null : valueText(spec, before),
    }
  })
}
