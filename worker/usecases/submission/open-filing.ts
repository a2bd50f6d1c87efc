import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { Provider } from "../../domain/scoring/edition.ts"
import type { KeyValue } from "../../domain/scoring/keys.ts"
import {
  type Carried,
  carriedValues,
  carryFaults,
  type EarlierValues,
} from "../../domain/submission/carried.ts"
import {
  type CheckedFiling,
  checkFiling,
  explained,
  type FilingContext,
  isWholeMark,
  type Typed,
} from "../../domain/submission/faults.ts"
import { marksOf } from "../../domain/submission/marks.ts"
import { partValues, typedKeys } from "../../domain/submission/parts.ts"
import {
  filedTexts,
  isAnswer,
  type Question,
  questionsOf,
  standingReturn,
  unanswered,
} from "../../domain/submission/questions.ts"
import { canMove, mayTypePart } from "../../domain/submission/states.ts"
import type { Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import {
  closedReason,
  type EstateQuarter,
  isOwnQuarter,
  type OpenSubmission,
  openSubmission,
  valuesOfOthers,
} from "./open-submission.ts"

/** One provider's part of a submission, ready to be typed or shown. */
export interface Filing extends OpenSubmission {
  provider: Provider
  /** Keys that this provider types, in the edition's order. */
  mine: Set<string>
  typed: { texts: Map<string, string>; reasons: Map<string, string> }
  /** Lasting answers of this part as they counted last: to be confirmed where nothing is typed. */
  carried: Map<string, Carried>
  /** What came back of this part, to be answered or answered. */
  questions: Question[]
  /** Values of the other providers; never shown, only checked and scored with. */
  others: Map<string, KeyValue>
  /** Revision of this part, 0 before the first save. */
  partRevision: number
  savedAt: string | null
  /** Why nothing can be typed, or null. */
  locked: ReturnType<typeof closedReason> | "forbidden" | "move_save" | "part_closed"
  maySubmit: boolean
  mayWithdraw: boolean
  mayAsk: boolean
}

/** Names whose row holds only a reason: of a mark of the whole, of an answer. */
const isAside = (name: string) => isWholeMark(name) || isAnswer(name)

/** Which part of a submission a member types: the company's, or that of its authority's level. */
export function providerOf(actor: MemberActor): Provider {
  if (may(actor, "filing.read")) return "company"
  if (may(actor, "part.edit") && actor.level) return actor.level
  throw new DomainError("forbidden", "forbidden")
}

function lockOf(open: OpenSubmission, actor: MemberActor, provider: Provider): Filing["locked"] {
  const closed = closedReason(open)
  if (closed) return closed
  if (provider === "company" && !may(actor, "filing.edit")) return "forbidden"
  const state = open.dossier.submission?.state ?? "draft"
  if (mayTypePart(state, provider)) return null
  return provider === "company" ? "move_save" : "part_closed"
}

/** What the company's page offers; `submit` and `withdraw` decide again when they are asked. */
function offersOf(open: OpenSubmission, actor: MemberActor, provider: Provider) {
  const { submission } = open.dossier
  const maySubmit = provider === "company" && may(actor, "filing.submit")
  const withdrawable = submission !== null && canMove(submission.state, "withdraw")
  const mayAsk = provider === "company" && may(actor, "filing.edit") && closedReason(open) === null
  return { maySubmit, mayAsk, mayWithdraw: maySubmit && withdrawable && closedReason(open) === null }
}

/** What counts of the quarters before, each with whose it was. */
function earlierOf({ dossier, before }: OpenSubmission): EarlierValues[] {
  return dossier.earlier.map((earlier, at) => ({
    quarter: earlier.quarter,
    values: before[at] ?? null,
    own: isOwnQuarter(dossier, earlier),
  }))
}

/** The actor's own part of an opened submission. Errors: forbidden. */
export function filingOf(open: OpenSubmission, actor: MemberActor): Filing {
  const provider = providerOf(actor)
  const { dossier, edition } = open
  const rows = dossier.values.filter((row) => row.submissionId === dossier.submission?.id)
  const shown = partValues(rows, dossier.submission, provider)
  const part = dossier.parts.find(
    (row) => row.submissionId === dossier.submission?.id && row.provider === provider,
  )
  const mine = new Set(typedKeys(edition, provider, dossier.staffed))
  const questions = questionsOf(dossier, edition, { mine, whole: provider === "company" })
  const names = new Set(questions.map(({ name }) => name))
  // Of a company an answer belongs to the filing that it was sent with; what a place answers stays with its part.
  const stays = (name: string) => !isAnswer(name) || names.has(name) || provider !== "company"
  return {
    ...open,
    provider,
    mine,
    carried: carriedValues(edition, mine, earlierOf(open)),
    typed: {
      // What only has a reason has a row of its own, which is no value.
      texts: new Map(shown.flatMap((row) => (isAside(row.key) ? [] : [[row.key, row.value] as const]))),
      reasons: new Map(
        shown.flatMap((row) => (row.reason && stays(row.key) ? [[row.key, row.reason] as const] : [])),
      ),
    },
    questions,
    others: valuesOfOthers(open, provider),
    partRevision: part?.revision ?? 0,
    savedAt: part?.savedAt ?? null,
    locked: lockOf(open, actor, provider),
    ...offersOf(open, actor, provider),
  }
}

/** Opens the actor's own part of one estate's quarter. Errors: not_found, forbidden. */
export async function openFilingFor(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  quarter: string,
): Promise<Filing> {
  providerOf(ctx.actor)
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  return filingOf(await openSubmission(ctx, slug, quarter), ctx.actor)
}

/** What a company or a place types: its own part of one estate's quarter. */
export const filings: Target<Filing, EstateQuarter> = {
  open: (ctx, { slug, quarter }) => openFilingFor(ctx, slug, quarter),
  nameOf: ({ dossier }) => ({ slug: dossier.estate.slug, quarter: dossier.quarter.quarter }),
}

/** What a filing is checked in: the company answers for the whole, others for what has a value of theirs. */
export function filingContext(filing: Filing): FilingContext {
  const { edition, mine, others, before, registry, provider, questions, typed } = filing
  const kept = [...typed.reasons.keys()].filter(isAnswer)
  const answers = new Set([...questions.map(({ name }) => name), ...kept])
  return { edition, mine, others, before, registry, answers, whole: provider === "company" }
}

/** What came back and is sent again as it was, without an answer. */
function unansweredOf({ dossier, edition, questions }: Filing, { texts }: Typed): Fault[] {
  const back = standingReturn(dossier)
  if (!back) return []
  return unanswered(edition, questions, { texts, before: filedTexts(dossier, back.filing) })
}

/** Checks what stands in a filing, or what was just typed. */
export function check(filing: Filing, typed: Typed = filing.typed): CheckedFiling {
  return checkFiling(filingContext(filing), typed)
}

/** What a form shows of what was typed: others than the company send by saving, so it has their marks as well. */
export function shownCheck(filing: Filing, typed: Typed = filing.typed): CheckedFiling {
  return filing.provider === "company" ? check(filing, typed) : checkSending(filing, typed)
}

/**
 * Checks what is about to be sent: also the marks that ask its sender for a reason, and lasting answers that nobody has
 * confirmed. Others than the company send by saving, and a part as a whole is judged of the company only.
 * Where the city set it for the quarter, too few answers are refused (few_answers_refused) instead of marked.
 */
export function checkSending(filing: Filing, typed: Typed = filing.typed): CheckedFiling {
  const { edition, before, registry, peers, mine, others, provider } = filing
  const checked = check(filing, typed)
  const { reasons } = typed
  const sent = provider === "company" ? mine : null
  const marks = marksOf(
    { edition, before, registry, peers, mine, sent, reasons },
    new Map([...others, ...checked.values]),
  )
  const back = sent ? unansweredOf(filing, typed) : []
  const asked = sent ? carryFaults(filing.carried, typed) : []
  const refused = filing.dossier.quarter.refusesFew ? marks.filter(({ rule }) => rule === "few_answers") : []
  const told = marks.filter((mark) => !refused.includes(mark))
  return {
    ...checked,
    hard: [...checked.hard, ...refused.map((mark) => ({ ...mark, rule: "few_answers_refused" }))],
    soft: [...explained(back, reasons), ...checked.soft, ...explained([...asked, ...told], reasons)],
  }
}
