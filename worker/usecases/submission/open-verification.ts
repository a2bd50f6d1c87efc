import type { FindingRow, ValueRow } from "../../data/dossier.ts"
import type { EvidenceDossier } from "../../data/evidence.ts"
import type { QueueItem } from "../../data/queue-order.ts"
import type { OlderQuarter } from "../../data/value-history.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import { editionKeys, type KeyValue } from "../../domain/scoring/keys.ts"
import type { TypedDecision } from "../../domain/submission/decisions.ts"
import { SETTLED } from "../../domain/submission/marks.ts"
import { standingValues } from "../../domain/submission/parts.ts"
import { isMended, type Question, questionsOf } from "../../domain/submission/questions.ts"
import { isFiled, type Move, takenBackTo, verificationMove } from "../../domain/submission/states.ts"
import type { Target } from "../act.ts"
import type { UseCaseContext } from "../context.ts"
import {
  closedReason,
  type EstateQuarter,
  type OpenSubmission,
  openDossier,
  plain,
  valuesOf,
} from "./open-submission.ts"

export type DecidingLevel = FindingRow["level"]

/** What came back, and how it was answered. */
export interface AnsweredQuestion extends Question {
  answer: string | null
  state: "open" | "changed" | "answered"
}

/** A submission on an authority's desk. */
export interface Verification extends OpenSubmission {
  /** The level that the actor decides for; null for those who only look. */
  level: DecidingLevel | null
  /** Files that prove its figures, as far as they were asked for. */
  evidence: Pick<EvidenceDossier, "evidence" | "likenesses"> | null
  /** What waits for the actor's level in this quarter, by risk. */
  queue: QueueItem[]
  /** How many wait in all, of which the queue has the first. */
  waiting: number
  /** What counted of the quarters before, the latest first, seven in all where they were asked for; null where nothing did. */
  trend: { quarter: string; values: ReadonlyMap<string, KeyValue> | null }[]
  /** Rows that count, with the reasons that were given for soft faults. */
  rows: ValueRow[]
  /** Decisions on the present filing, all levels. */
  decided: FindingRow[]
  /** What the official saw: revisions of the submission and of its parts; a write holds only while they stand. */
  seen: string
  /** The verification that this level may give now, or null. */
  move: Extract<Move, "verify_street" | "verify_district"> | null
  mayReturn: boolean
  /** The state after this level takes its own verification back; null where it has none to take back. */
  takesBack: "submitted" | "street_verified" | null
  locked: ReturnType<typeof closedReason>
}

/** Revisions of a submission and its parts as one text, for example `3|community:2|company:4`. */
export function revisionText(open: OpenSubmission): string {
  const { submission, parts } = open.dossier
  const own = parts.filter((part) => part.submissionId === submission?.id)
  const texts = own.map((part) => `${part.provider}:${part.revision}`).sort()
  return [submission?.revision ?? 0, ...texts].join("|")
}

function decidingLevel(actor: MemberActor): DecidingLevel | null {
  if (!may(actor, "verification.decide")) return null
  return actor.level === "street" || actor.level === "district" ? actor.level : null
}

function moveOf(open: OpenSubmission, level: DecidingLevel | null): Verification["move"] {
  const { submission, staffed } = open.dossier
  if (!submission || !level) return null
  return verificationMove(submission.state, level, staffed.includes("street"))
}

/** What counted of an opened submission's quarters before, and of those that lie further back. */
function trendOf({ dossier, edition, before }: OpenSubmission, older: readonly OlderQuarter[]) {
  const near = dossier.earlier.map(({ quarter }, at) => ({ quarter, values: before[at] ?? null }))
  const far = older.map(({ quarter, filed }) => ({
    quarter,
    values: filed && plain(valuesOf(filed, edition, filed.submission)),
  }))
  return [...near, ...far]
}

/** What is read beside a submission: the queue and how many wait, its evidence, quarters that lie further back. */
interface Beside {
  queue: Verification["queue"]
  total: number
  seen: Verification["evidence"]
  older: OlderQuarter[]
}

/** An opened submission as an authority sees it. Errors: forbidden. */
export function verificationOf(
  open: OpenSubmission,
  actor: MemberActor,
  beside: Partial<Beside> = {},
): Verification {
  if (!may(actor, "verification.read")) throw new DomainError("forbidden", "forbidden")
  return lookedAt(open, decidingLevel(actor), beside)
}

/** The level whose turn it is: the street where it has somebody and has not verified yet. */
export function levelInTurn({ dossier: { submission, staffed } }: OpenSubmission): DecidingLevel {
  return submission?.state === "submitted" && staffed.includes("street") ? "street" : "district"
}

/** An opened submission as a level looks at it, whoever may. */
export function lookedAt(
  open: OpenSubmission,
  level: DecidingLevel | null,
  { queue = [], total = 0, seen = null, older = [] }: Partial<Beside>,
): Verification {
  const { submission, values, findings } = open.dossier
  const locked = closedReason(open)
  const filed = submission !== null && isFiled(submission.state)
  const own = values.filter((row) => row.submissionId === submission?.id)
  return {
    ...open,
    queue,
    evidence: seen,
    waiting: total,
    trend: trendOf(open, older),
    level,
    rows: filed ? standingValues(own, submission.filing) : [],
    decided: findings.filter(
      (row) => row.submissionId === submission?.id && row.filing === submission?.filing,
    ),
    seen: revisionText(open),
    move: locked ? null : moveOf(open, level),
    takesBack: !locked && level && submission ? takenBackTo(submission, level) : null,
    mayReturn: !locked && level !== null && filed && mayReturn(open, level),
    locked,
  }
}

/** Opens a submission for verification. Errors: not_found (scope), forbidden. */
export async function openVerification(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  quarter: string,
): Promise<Verification> {
  if (!may(ctx.actor, "verification.read")) throw new DomainError("forbidden", "forbidden")
  if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
  const found = await ctx.read.submissions.dossierAndQueue(slug, quarter)
  return verificationOf(await openDossier(ctx, found.dossier), ctx.actor, found)
}

/** What an authority decides on: a submission on its desk, without the queue. */
export const verifications: Target<Verification, EstateQuarter> = {
  async open(ctx, { slug, quarter }) {
    if (!isQuarter(quarter)) throw new DomainError("not_found", "not_found")
    const { dossier, ...seen } = await ctx.read.evidence.dossier(slug, quarter)
    return verificationOf(await openDossier(ctx, dossier), ctx.actor, { queue: [], total: 0, seen })
  },
  nameOf: ({ dossier }) => ({ slug: dossier.estate.slug, quarter: dossier.quarter.quarter }),
}

/** What came back of the filing before, with what was answered: by another value, by words, or not at all. */
export function questionsAnswered({ dossier, edition, rows }: Verification): AnsweredQuestion[] {
  const specs = editionKeys(edition)
  const company = rows.filter(({ provider }) => provider === "company")
  const texts = new Map(company.map(({ key, value }) => [key, value]))
  return questionsOf(dossier, edition, { mine: new Set(specs.keys()), whole: true }).flatMap(
    (question): AnsweredQuestion[] => {
      // What lies returned is not answered yet: what the company is typing is its own.
      if (question.filing === dossier.submission?.filing) return []
      const answer = rows.find((row) => row.key === question.name && row.reason)?.reason ?? null
      const typed = question.filed !== "" || texts.has(question.key ?? "")
      const changed = typed && isMended(edition, question, texts)
      return [{ ...question, answer, state: answer ? "answered" : changed ? "changed" : "open" }]
    },
  )
}

type SavedDecision = Pick<FindingRow, "decision" | "checkedValue" | "reasonClass" | "reason">

/** A decision that was saved, as it was typed; of an adjustment that is older than the classes the class is `other`. */
export function typedDecision({ decision, checkedValue, reasonClass, reason }: SavedDecision): TypedDecision {
  return {
    decision: decision === SETTLED ? "accepted" : decision,
    checkedText: checkedValue ?? "",
    reasonClass: decision === "adjusted" ? (reasonClass ?? "other") : "",
    reason: reason ?? "",
  }
}

/** The decisions that the actor's level has saved on the present filing, by key. */
export function savedDecisions({
  decided,
  level,
}: Pick<Verification, "decided" | "level">): Map<string, TypedDecision> {
  const own = decided.filter((row) => row.level === level && row.decision !== SETTLED)
  return new Map(own.map((row) => [row.key, typedDecision(row)]))
}

/** A level returns what it may verify, and a district also what it has verified, until it closes. */
function mayReturn(open: OpenSubmission, level: DecidingLevel): boolean {
  return (
    moveOf(open, level) !== null || (level === "district" && open.dossier.submission?.state === "verified")
  )
}
