import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { ImportRow } from "../../domain/registry/import-table.ts"
import { findConflicts, newConflicts } from "../../domain/selection/find-conflicts.ts"
import { type AssignmentField, checkAssignmentFile } from "../../domain/selection/import-assignments.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { givePairs } from "./give-pairs.ts"
import { assignmentToChange } from "./open-assignment.ts"
import { recordConflicts } from "./record-conflicts.ts"

type Rows = readonly ImportRow<AssignmentField>[]

/** Checks a whole file of assignments; nothing is written. One round trip. Errors: forbidden, not_found, conflict. */
export async function checkAssignments(ctx: UseCaseContext<MemberActor>, slug: string, rows: Rows) {
  const read = await assignmentToChange(ctx, slug)
  const when = { asOf: dayOf(ctx.now().getTime()) }
  const { graph, judges } = read
  const found = newConflicts(graph, when)
  return {
    ...read,
    found,
    ...checkAssignmentFile(rows, graph, judges, { all: findConflicts(graph, when), found }),
  }
}

/**
 * Enters all pairs of a file that do not stand yet, or none. Conflicts that are found on the way go on record even when
 * the file is refused. Errors: forbidden, not_found, conflict (the phase), invalid (`import_faults`), stale.
 */
export async function importAssignments(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  rows: Rows,
  { key }: { key: string },
): Promise<{ run: number; added: number }> {
  const { programme, run, pairs, faults, found } = await checkAssignments(ctx, slug, rows)
  if (faults.length > 0 || pairs.length === 0) {
    await recordConflicts(ctx, { programme, found, on: "bulk" })
    throw new DomainError("invalid", "import_faults")
  }
  const { seed, review } = rulesOf(programme)
  return givePairs(ctx, {
    programme,
    kind: "file",
    action: "assignment.import",
    run,
    seed,
    perCandidate: review.perCandidate,
    pairs,
    found,
    key,
  })
}
