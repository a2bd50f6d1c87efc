import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { recordByHand } from "../../domain/selection/assignment.ts"
import type { Conflict } from "../../domain/selection/conflicts.ts"
import { pairKey } from "../../domain/selection/find-conflicts.ts"
import type { Phase } from "../../domain/selection/phases.ts"
import type { UseCaseContext } from "../context.ts"
import { putConflicts } from "./record-conflicts.ts"

type Pair = { judgeId: string; nominationId: string }

/** Pairs that people chose: one by hand or those of a file, and what was found in conflict meanwhile. */
export interface GivenPairs {
  programme: { id: string; organisationId: string; phase: Phase }
  kind: "single" | "file"
  run: number
  seed: number
  perCandidate: number
  pairs: readonly Pair[]
  found: readonly Conflict[]
  /** Why it is done although the loads differ by more than one. */
  reason?: string
  key: string
  action: string
}

/** Writes chosen pairs as a run of their own, in one batch with the conflicts that were found. Errors: conflict, stale. */
export async function givePairs(
  ctx: UseCaseContext<MemberActor>,
  given: GivenPairs,
): Promise<{ run: number; added: number }> {
  const { programme, kind, action, run, pairs, found, seed, perCandidate, reason } = given
  const at = ctx.now()
  const record = recordByHand({
    judges: [...new Set(pairs.map(({ judgeId }) => judgeId))],
    candidates: [...new Set(pairs.map(({ nominationId }) => nominationId))],
    pairs: pairs.map(pairKey),
    ...(reason && { reason }),
  })
  const asked = { key: given.key, action, result: { run, added: pairs.length } }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.during(programme.id, programme.phase)
    putConflicts(ctx, store, { programme, found, on: kind === "file" ? "bulk" : "assignment" })
    store.assignments.addRun({
      programmeId: programme.id,
      number: run,
      seed,
      perCandidate,
      kind,
      record: JSON.stringify(record),
      memberId: ctx.actor.memberId,
      at: at.toISOString(),
    })
    store.assignments.addMany(
      pairs.map(({ judgeId, nominationId }) => ({
        judgeId,
        nominationId,
        id: ctx.newId(),
        programmeId: programme.id,
        run,
        assignedAt: at.toISOString(),
      })),
    )
    store.audit.record({
      id: ctx.newId(),
      at,
      action,
      entity: "assignment",
      entityId: programme.id,
      detail: { run, conflicts: found.length, ...(reason && { reason: textMark(reason) }) },
      after: { run, added: pairs.length },
    })
  })
  return result
}
