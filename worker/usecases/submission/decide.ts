import type { FindingRow } from "../../data/dossier.ts"
import type { Stores } from "../../data/stores.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { checkDecisions, type TypedDecision } from "../../domain/submission/decisions.ts"
import type { UseCaseContext } from "../context.ts"
import type { DecidingLevel, Verification } from "./open-verification.ts"

/** What a verifying write starts from: the decisions typed, and what the official had seen. */
export interface DecisionCommand {
  key: string
  /** `seen` of the page that was shown. */
  seen: string
  decisions: ReadonlyMap<string, TypedDecision>
}

export interface Decided {
  submission: NonNullable<Verification["dossier"]["submission"]>
  level: DecidingLevel
  rows: FindingRow[]
}

/**
 * Permission, freshness and rules of every decision on a submission. Errors: forbidden, conflict, stale (with what the
 * page must show as changed left to the caller), invalid.
 */
export async function prepareDecisions(
  ctx: UseCaseContext<MemberActor>,
  verification: Verification,
  command: DecisionCommand,
): Promise<Decided> {
  const { level, dossier, edition, locked, seen } = verification
  const { submission } = dossier
  if (!level) throw new DomainError("forbidden", "forbidden")
  if (!submission) throw new DomainError("conflict", `move_verify_${level}`)
  if (locked) throw new DomainError("conflict", locked)
  if (seen !== command.seen) throw await ctx.outrun({ entity: "submission", id: submission.id })
  const { decisions, faults } = checkDecisions(edition, command.decisions)
  if (faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const at = ctx.now().toISOString()
  const rows = decisions.map((decision) => ({
    ...decision,
    submissionId: submission.id,
    filing: submission.filing,
    level,
    memberId: ctx.actor.memberId,
    at,
  }))
  return { submission, level, rows }
}

/** Guards and rows that every decision writes: nothing that was seen has moved, and the level's decisions as a whole. */
export function storeDecisions(store: Stores, verification: Verification, decided: Decided): void {
  const { dossier } = verification
  const { submission, level, rows } = decided
  store.submissions.expectOpen(dossier.quarter.quarter, dossier.estate)
  store.submissions.expect(submission)
  for (const provider of ["company", "community", "street", "district", "city"] as const) {
    const part = dossier.parts.find((row) => row.submissionId === submission.id && row.provider === provider)
    store.submissions.expectPart(submission.id, provider, part?.revision ?? 0)
  }
  store.submissions.decide(submission.id, submission.filing, level, rows)
}
