import type { MemberActor } from "../../domain/actor.ts"
import { textMark } from "../../domain/audit/typed-value.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import type { ConflictGraph, GraphInterest } from "../../domain/selection/conflict-graph.ts"
import { newConflicts } from "../../domain/selection/find-conflicts.ts"
import { type InterestKind, isInterestKind, MOST_NOTE } from "../../domain/selection/interests.ts"
import { judgePhases } from "../../domain/selection/judging-phases.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { ownToChange } from "./own-judge.ts"
import { putConflicts } from "./record-conflicts.ts"

const refuse = (rule: string, field: string, more: Fault["with"] = {}) =>
  new DomainError("invalid", "invalid", [{ rule, field, with: more }])

interface Declared {
  kind: InterestKind
  ref: string
  note: string
}

/** Refuses who does not judge there any more. Errors: conflict. */
function requireJudging({ state }: { state: string }): void {
  if (state === "declined" || state === "removed") throw new DomainError("conflict", "judge_over")
}

/** What is declared, of what a form says. Errors: invalid. */
function readInterest(typed: { kind: string; ref: string; note: string }): Declared {
  const { kind, ref } = typed
  const note = typed.note.trim()
  if (!isInterestKind(kind) || ref === "") throw refuse("interest_missing", "ref")
  if ([...note].length > MOST_NOTE) throw refuse("interest_note_long", "note", { max: MOST_NOTE })
  return { kind, ref, note }
}

/** The graph with one more interest. */
function withInterest(graph: ConflictGraph, interest: GraphInterest): ConflictGraph {
  return { ...graph, interests: [...graph.interests, interest] }
}

/**
 * A judge declares an interest in an organisation, an estate or a place, at any time; conflicts that follow are recorded
 * in the same batch, candidates that it has are taken away and their reviews voided. Errors: forbidden, not_found,
 * conflict (judge_over, another phase), invalid (what is missing, unknown, or declared already), stale.
 */
export async function declareInterest(
  ctx: UseCaseContext<MemberActor>,
  judgeId: string,
  command: { key: string; kind: string; ref: string; note: string },
): Promise<{ judgeId: string }> {
  const asked = isInterestKind(command.kind) ? { kind: command.kind, ref: command.ref } : undefined
  const read = await ownToChange(ctx, judgeId, asked)
  const { programme, judge, choice, declared, organisation, graph } = read
  requirePhase(programme, ...judgePhases)
  requireJudging(judge)
  const { kind, ref, note } = readInterest(command)
  if (!choice) throw refuse("interest_unknown", "ref")
  if (declared) throw refuse("interest_known", "ref", { name: choice.name })
  const at = ctx.now()
  const interest: GraphInterest | null =
    kind !== "organisation"
      ? { judgeId, kind, ref, name: choice.name }
      : organisation
        ? { judgeId, kind, organisation }
        : null
  const found = newConflicts(interest ? withInterest(graph, interest) : graph, { asOf: dayOf(at.getTime()) })
  const { result } = await ctx.write(
    { key: command.key, action: "judge.declare", result: { judgeId } },
    (store) => {
      store.programmes.during(programme.id, programme.phase)
      store.judges.change(judge, { interestsDeclaredAt: judge.interestsDeclaredAt ?? at.toISOString() })
      store.judges.addInterest({ id: ctx.newId(), judgeId, kind, ref, note, declaredAt: at.toISOString() })
      putConflicts(ctx, store, { programme, found, on: "invitation" })
      store.audit.record({
        id: ctx.newId(),
        at,
        action: "judge.declare",
        entity: "judge",
        entityId: judgeId,
        detail: {
          programme: programme.id,
          conflicts: found.length,
          ...(note !== "" && { note: textMark(note) }),
        },
        after: { kind, ref },
      })
    },
  )
  return result
}

/** A judge says that it has no interests to declare; it may declare some later. Errors: as `declareInterest`. */
export async function declareNoInterest(
  ctx: UseCaseContext<MemberActor>,
  judgeId: string,
  { key }: { key: string },
): Promise<{ judgeId: string }> {
  const { programme, judge } = await ownToChange(ctx, judgeId)
  requirePhase(programme, ...judgePhases)
  requireJudging(judge)
  if (judge.interestsDeclaredAt !== null) throw new DomainError("conflict", "interests_declared")
  const at = ctx.now()
  const { result } = await ctx.write({ key, action: "judge.declare", result: { judgeId } }, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.judges.change(judge, { interestsDeclaredAt: at.toISOString() })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "judge.declare",
      entity: "judge",
      entityId: judgeId,
      detail: { programme: programme.id, none: true },
      before: { interestsDeclaredAt: null },
      after: { interestsDeclaredAt: at.toISOString() },
    })
  })
  return result
}
