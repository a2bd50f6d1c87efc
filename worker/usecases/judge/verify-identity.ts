import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { dayOf } from "../../domain/quarter.ts"
import { newConflicts } from "../../domain/selection/find-conflicts.ts"
import { readDocument } from "../../domain/selection/identity-document.ts"
import { judgePhases } from "../../domain/selection/judging-phases.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase } from "../programme/open-programme.ts"
import { judgeToChange } from "./open-judge.ts"
import { putConflicts } from "./record-conflicts.ts"

/** The keyed hash of a document; made by a gateway under the cell's secret. */
export type MarkIdentity = (document: string) => Promise<string>

export interface IdentityCommand {
  key: string
  revision: number
  kind: string
  number: string
  /** The secretary confirms that both accounts are one person: this one is ended, and both count for conflicts. */
  samePerson: boolean
}

/**
 * Notes that somebody saw a judge's document: only a keyed hash of it is kept. The same person with a second account is
 * refused, or ended when that is confirmed; then the memberships of both accounts count. Errors: forbidden, not_found,
 * conflict (judge_over, another phase), invalid (the document, `identity_taken`), stale.
 */
export async function verifyIdentity(
  ctx: UseCaseContext<MemberActor>,
  markOf: MarkIdentity,
  slug: string,
  judgeId: string,
  command: IdentityCommand,
): Promise<{ judgeId: string; ended: boolean }> {
  const { document, faults } = readDocument(command.kind, command.number)
  const mark = document === null ? undefined : await markOf(document)
  const { programme, judge, twin, graph } = await judgeToChange(ctx, slug, judgeId, mark)
  requirePhase(programme, ...judgePhases)
  if (judge.state === "removed" || judge.state === "declined") throw new DomainError("conflict", "judge_over")
  if (mark === undefined) throw new DomainError("invalid", "invalid", faults)
  const ended = twin !== undefined
  if (twin && !command.samePerson)
    throw new DomainError("invalid", "invalid", [
      { rule: "identity_taken", field: "number", with: { name: twin.name } },
    ])
  const at = ctx.now()
  const day = at.toISOString()
  const found = ended ? [] : newConflicts(graph, { asOf: dayOf(at.getTime()) })
  const asked = { key: command.key, action: "judge.verify_identity", result: { judgeId, ended } }
  const over = { state: "removed" as const, endedAt: day, endReason: "same_person" }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.during(programme.id, programme.phase)
    store.judges.change(
      { id: judgeId, revision: command.revision },
      {
        identityMark: mark,
        identityVerifiedBy: ctx.actor.memberId,
        identityVerifiedAt: day,
        ...(ended && over),
      },
    )
    if (ended) store.assignments.endOfJudge(judgeId, { reason: "judge_removed", at })
    putConflicts(ctx, store, { programme, found, on: "invitation" })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "judge",
      entityId: judgeId,
      detail: { programme: programme.id, kind: command.kind, ended, conflicts: found.length },
      before: { identityVerifiedAt: judge.identityVerifiedAt, state: judge.state },
      after: { identityVerifiedAt: day, state: ended ? "removed" : judge.state },
    })
  })
  return result
}
