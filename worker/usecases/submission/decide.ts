import type { FindingRow } from "../../data/dossier.ts"
import type { Stores } from "../../data/stores.ts"
import type { Fault } from "../../domain/errors.ts"
import { checkDecisions, type TypedDecision } from "../../domain/submission/decisions.ts"
import { brokenHard, faultKeys } from "../../domain/submission/edition-checks.ts"
import { markFigures, SETTLED } from "../../domain/submission/marks.ts"
import { sameDecision } from "../../domain/submission/saved-decisions.ts"
import { MAX_VALUE_TEXT } from "../../domain/submission/typed-text.ts"
import type { Hand } from "../act.ts"
import { decisionChange, submissionEvent } from "./event-fields.ts"
import { openMarks } from "./marks.ts"
import { closedRefusals, plain, valuesOf } from "./open-submission.ts"
import { type DecidingLevel, savedDecisions, typedDecision, type Verification } from "./open-verification.ts"

/** How every decision on a submission may be refused. */
export const moveRefusals = { move_verify_street: "conflict", move_verify_district: "conflict" } as const
export const decidingRefusals = { ...moveRefusals, ...closedRefusals }

export interface Decided {
  submission: NonNullable<Verification["dossier"]["submission"]>
  level: DecidingLevel
  rows: FindingRow[]
}

/** Decisions by key and the marks that are settled by name; what is not given is as it was saved. */
export interface GivenDecisions {
  decisions?: ReadonlyMap<string, TypedDecision>
  settled?: readonly string[]
}

/** The marks that are settled, with what they say; one that there is not is a fault. */
function settledMarks(open: Verification, given: readonly string[] | undefined) {
  // Of what is not filed there is none; that it is not is told by the move.
  if (open.rows.length === 0) return { rows: [], faults: [] }
  const marks = openMarks(open)
  const names = given ?? marks.filter(({ settled }) => settled === open.level).map(({ id }) => id)
  const known = marks.filter(({ id }) => names.includes(id))
  const faults = names
    .filter((name) => !known.some(({ id }) => id === name))
    .map((name): Fault => ({ rule: "unknown_mark", field: name.slice(0, MAX_VALUE_TEXT) }))
  const rows = [...new Map(known.map((mark) => [mark.id, mark])).values()].map(({ id, fault }) => ({
    key: id,
    decision: SETTLED,
    checkedValue: markFigures(fault) || null,
    reasonClass: null,
    reason: null,
  }))
  return { rows, faults }
}

type Deciding = Hand<keyof typeof decidingRefusals>

/** What is decided on, by whom. Errors: forbidden, conflict. */
function deciding({ level, dossier, locked }: Verification, refusal: Deciding["refusal"]) {
  const { submission } = dossier
  if (!level) throw refusal("forbidden")
  if (!submission) throw refusal(`move_verify_${level}`)
  if (locked) throw refusal(locked)
  return { level, submission }
}

/**
 * Freshness and rules of every decision on a submission: those that were typed on what was seen, or without any those
 * that are saved. Errors: forbidden, conflict, stale (with what the page must show as changed left to the caller),
 * invalid.
 */
export async function decided(
  verification: Verification,
  { given, seen }: { given: GivenDecisions; seen: string },
  hand: Deciding,
): Promise<Decided> {
  const { submission } = deciding(verification, hand.refusal)
  if (seen !== verification.seen) throw await hand.outrun({ entity: "submission", id: submission.id })
  return decidedFresh(verification, given.decisions ?? savedDecisions(verification), hand, given.settled)
}

/**
 * The rows of a level's decisions as a whole, whatever was seen; what stays as it was saved stays whose it was. Errors:
 * forbidden, conflict, invalid.
 */
export function decidedFresh(
  verification: Verification,
  asked: ReadonlyMap<string, TypedDecision>,
  { actor, now, refusal }: Pick<Deciding, "actor" | "now" | "refusal">,
  settled?: readonly string[],
): Decided {
  const { edition } = verification
  const { level, submission } = deciding(verification, refusal)
  const { decisions, faults } = checkDecisions(edition, asked)
  const marks = settledMarks(verification, settled)
  const wrong = [...faults, ...marks.faults]
  if (wrong.length > 0) throw refusal("invalid", { faults: wrong })
  const saved = new Map(
    verification.decided.filter((row) => row.level === level).map((row) => [row.key, row]),
  )
  const rows = [...decisions, ...marks.rows].map((decision) => {
    const before = saved.get(decision.key)
    const same = before && sameDecision(typedDecision(before), typedDecision(decision))
    const stays = same && (before.decision === SETTLED) === (decision.decision === SETTLED)
    return {
      ...decision,
      submissionId: submission.id,
      filing: submission.filing,
      level,
      memberId: stays ? before.memberId : actor.memberId,
      at: stays ? before.at : now.toISOString(),
    }
  })
  const found = { submission, level, rows }
  requireSound(verification, found, refusal)
  return found
}

/** The names of the marks that decisions settle. */
export const settledIn = (rows: readonly FindingRow[]) =>
  rows.flatMap((row) => (row.decision === SETTLED ? [row.key] : []))

/** What would count with these decisions, by key. */
export function countingWith({ dossier, edition }: Verification, { submission, level, rows }: Decided) {
  const others = dossier.findings.filter(
    (row) => row.submissionId !== submission.id || row.filing !== submission.filing || row.level !== level,
  )
  return valuesOf({ ...dossier, findings: [...others, ...rows] }, edition, submission)
}

/** The hard checks that do not hold for what would count with these decisions. */
export function brokenWith(open: Verification, found: Decided): Fault[] {
  return brokenHard(open.edition, plain(countingWith(open, found)), open.before)
}

/** An adjustment that itself breaks a hard check is refused, whatever is done with it. */
function requireSound(open: Verification, found: Decided, refusal: Hand<never>["refusal"]): void {
  const adjusted = new Set(found.rows.flatMap((row) => (row.decision === "adjusted" ? [row.key] : [])))
  if (adjusted.size === 0) return
  const faults = brokenWith(open, found).flatMap((fault) => {
    const field = faultKeys(fault).find((key) => adjusted.has(key))
    return field ? [{ ...fault, field }] : []
  })
  if (faults.length > 0) throw refusal("invalid", { faults })
}

/** Guards and rows that every decision writes: nothing that was seen has moved, and the level's decisions as a whole. */
export function storeDecisions(
  store: Pick<Stores, "submissions">,
  { dossier }: Verification,
  { submission, level, rows }: Decided,
): void {
  store.submissions.expectOpen(dossier.quarter.quarter, dossier.estate)
  store.submissions.expect(submission)
  for (const provider of ["company", "community", "street", "district", "city"] as const) {
    const part = dossier.parts.find((row) => row.submissionId === submission.id && row.provider === provider)
    store.submissions.expectPart(submission.id, provider, part?.revision ?? 0)
  }
  store.submissions.decide(submission.id, submission.filing, level, rows)
}

/** What a decision that moves the submission on writes and tells of. */
export function planMove<State extends string>(
  open: Verification,
  found: Decided,
  changes: Parameters<Stores["submissions"]["change"]>[1] & { state: State },
  detail: Parameters<typeof submissionEvent>[2],
) {
  const { submission } = found
  return {
    result: { done: changes.state },
    write(store: Omit<Stores, "audit">) {
      storeDecisions(store, open, found)
      store.submissions.change(submission, changes)
    },
    event: {
      ...submissionEvent(submission, changes, detail, decisionChange(open.dossier.findings, found)),
      concerns: submission.organisationId,
    },
  }
}
