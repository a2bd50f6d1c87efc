import type { FindingRow } from "../../data/dossier.ts"
import type { Stores } from "../../data/stores.ts"
import type { Fault } from "../../domain/errors.ts"
import { checkDecisions, type TypedDecision } from "../../domain/submission/decisions.ts"
import { brokenHard, faultKeys } from "../../domain/submission/edition-checks.ts"
import { markFigures, SETTLED } from "../../domain/submission/marks.ts"
import { MAX_VALUE_TEXT } from "../../domain/submission/typed-text.ts"
import type { Hand } from "../act.ts"
import { decisionChange, submissionEvent } from "./event-fields.ts"
import { openMarks } from "./marks.ts"
import { closedRefusals, plain, valuesOf } from "./open-submission.ts"
import { type DecidingLevel, savedDecisions, type Verification } from "./open-verification.ts"

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

/**
 * Freshness and rules of every decision on a submission: those that were typed on what was seen, or without any those
 * that are saved. Errors: forbidden, conflict, stale (with what the page must show as changed left to the caller),
 * invalid.
 */
export async function decided(
  verification: Verification,
  { given, seen }: { given: GivenDecisions; seen: string },
  { actor, now, refusal, outrun }: Hand<keyof typeof decidingRefusals>,
): Promise<Decided> {
  const { level, dossier, edition, locked } = verification
  const { submission } = dossier
  if (!level) throw refusal("forbidden")
  if (!submission) throw refusal(`move_verify_${level}`)
  if (locked) throw refusal(locked)
  if (seen !== verification.seen) throw await outrun({ entity: "submission", id: submission.id })
  const { decisions, faults } = checkDecisions(edition, given.decisions ?? savedDecisions(verification))
  const marks = settledMarks(verification, given.settled)
  const wrong = [...faults, ...marks.faults]
  if (wrong.length > 0) throw refusal("invalid", { faults: wrong })
  const at = now.toISOString()
  const rows = [...decisions, ...marks.rows].map((decision) => ({
    ...decision,
    submissionId: submission.id,
    filing: submission.filing,
    level,
    memberId: actor.memberId,
    at,
  }))
  const found = { submission, level, rows }
  requireSound(verification, found, refusal)
  return found
}

/** The names of the marks that decisions settle. */
export const settledIn = (rows: readonly FindingRow[]) =>
  rows.flatMap((row) => (row.decision === SETTLED ? [row.key] : []))

/** The hard checks that do not hold for what would count with these decisions. */
export function brokenWith(open: Verification, { submission, level, rows }: Decided): Fault[] {
  const { dossier, edition, before } = open
  const others = dossier.findings.filter(
    (row) => row.submissionId !== submission.id || row.filing !== submission.filing || row.level !== level,
  )
  const counting = valuesOf({ ...dossier, findings: [...others, ...rows] }, edition, submission)
  return brokenHard(edition, plain(counting), before)
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
    write(store: Stores) {
      storeDecisions(store, open, found)
      store.submissions.change(submission, changes)
    },
    event: {
      ...submissionEvent(submission, changes, detail, decisionChange(open.dossier.findings, found)),
      concerns: submission.organisationId,
    },
  }
}
