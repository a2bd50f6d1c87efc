import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { findConflicts, newConflicts, pairKey } from "../../domain/selection/find-conflicts.ts"
import { conflictedPairs, unreadiness } from "../../domain/selection/plan-assignment.ts"
import { unevenLoad } from "../../domain/selection/uneven-load.ts"
import type { UseCaseContext } from "../context.ts"
import { rulesOf } from "../programme/open-programme.ts"
import { givePairs } from "./give-pairs.ts"
import { pairToChange } from "./open-assignment.ts"
import { readReason } from "./read-reason.ts"
import { recordConflicts } from "./record-conflicts.ts"

const refuse = (rule: string, field: string, told: Record<string, string> = {}) =>
  new DomainError("invalid", "invalid", [{ rule, field, with: told }])

/**
 * Gives one candidate to one judge by hand. A conflict refuses it and is put on record with its way. One that puts the
 * judge more than one ahead of another needs a reason. Errors: forbidden, not_found, conflict (`assign_conflict`, the
 * phase), invalid (unknown code or judge, not ready, has it already; `explain` when only a reason is missing), stale.
 */
export async function assignOne(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  command: { key: string; judgeId: string; code: string; reason?: string },
): Promise<{ run: number; added: number }> {
  const code = command.code.normalize("NFKC").trim()
  const read = await pairToChange(ctx, slug, { judgeId: command.judgeId, code })
  const { programme, judges, run, graph, loads } = read
  const judge = judges.find(({ id }) => id === command.judgeId)
  if (!judge) throw refuse("assign_judge_unknown", "judgeId")
  const candidate = graph.candidates.find(({ asked, admitted }) => asked && admitted)
  if (!candidate) throw refuse("assign_code_unknown", "code", { code })
  if (unreadiness(judge) !== null) throw refuse("assign_judge_not_ready", "judgeId")
  const pair = { judgeId: judge.id, nominationId: candidate.nominationId }
  const when = { asOf: dayOf(ctx.now().getTime()) }
  const found = newConflicts(graph, when)
  if (conflictedPairs(graph, found).has(pairKey(pair))) {
    await recordConflicts(ctx, { programme, found, on: "assignment" })
    const [way] = findConflicts(graph, when)
    const told = { kind: way?.kind ?? "", path: JSON.stringify(way?.path ?? []) }
    throw new DomainError("conflict", "assign_conflict", [], { code, name: judge.name, ...told })
  }
  if (graph.assignments.length > 0) throw refuse("assign_already", "code")
  const uneven = unevenLoad(judges, loads, judge.id)
  const soft = uneven
    ? [{ rule: "assign_uneven", field: "reason", with: { name: judge.name, ...uneven } }]
    : []
  const reason = readReason(command.reason ?? "", { soft })
  const { seed, review } = rulesOf(programme)
  return givePairs(ctx, {
    programme,
    kind: "single",
    action: "assignment.give",
    run,
    seed,
    perCandidate: review.perCandidate,
    pairs: [pair],
    found,
    reason: uneven ? reason : "",
    key: command.key,
  })
}
