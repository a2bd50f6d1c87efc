import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { dayOf } from "../../domain/quarter.ts"
import { newConflicts } from "../../domain/selection/find-conflicts.ts"
import { judgePhases } from "../../domain/selection/judging-phases.ts"
import { judgeInvited } from "../../domain/selection/letters.ts"
import type { UseCaseContext } from "../context.ts"
import { requirePhase, rulesOf } from "../programme/open-programme.ts"
import { putConflicts } from "./record-conflicts.ts"

/** Reads who is to be invited. Errors: forbidden, not_found, conflict, invalid (no such member, already a judge). */
async function memberToInvite(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  memberId: string,
  newId: string,
) {
  if (!may(ctx.actor, "programme.run")) throw new DomainError("forbidden", "forbidden")
  const found = await ctx.read.judges.toInvite(slug, memberId, newId)
  if (!found) throw new DomainError("not_found", "not_found")
  requirePhase(found.programme, ...judgePhases)
  const refuse = (rule: string) => new DomainError("invalid", "invalid", [{ rule, field: "memberId" }])
  const { member, known } = found
  if (!member) throw refuse("judge_member_missing")
  if (known && (known.state === "invited" || known.state === "accepted"))
    throw refuse("judge_invited_already")
  return { ...found, member, known }
}

/**
 * Invites a member of the organiser to judge, once more if it had declined or was removed; what it is in conflict with is
 * found and put on record at once. Errors: forbidden, not_found, conflict (programme_phase), invalid, stale.
 */
export async function inviteJudge(
  ctx: UseCaseContext<MemberActor>,
  slug: string,
  command: { key: string; memberId: string; link: string },
): Promise<{ judgeId: string; conflicts: number }> {
  const newId = ctx.newId()
  const { programme, member, known, graph } = await memberToInvite(ctx, slug, command.memberId, newId)
  const judgeId = known?.id ?? newId
  const at = ctx.now()
  const found = newConflicts(graph, { asOf: dayOf(at.getTime()) })
  const { title: name, organiser } = rulesOf(programme)
  const to = { userId: member.userId, organisationId: programme.organisationId }
  const invited = {
    memberId: member.id,
    state: "invited" as const,
    invitedBy: ctx.actor.memberId,
    invitedAt: at.toISOString(),
  }
  const anew = { answeredAt: null, endedAt: null, endReason: null, identityMark: null }
  const asked = {
    key: command.key,
    action: "judge.invite",
    result: { judgeId, conflicts: found.length + graph.known.size },
  }
  const { result } = await ctx.write(asked, (store) => {
    store.programmes.during(programme.id, programme.phase)
    if (known)
      store.judges.change(known, { ...invited, ...anew, identityVerifiedBy: null, identityVerifiedAt: null })
    else store.judges.create({ ...invited, id: judgeId, programmeId: programme.id, userId: member.userId })
    store.mails.send(judgeInvited, to, { programme: name, organiser, link: command.link })
    putConflicts(ctx, store, { programme, found, on: "invitation" })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: asked.action,
      entity: "judge",
      entityId: judgeId,
      detail: { programme: programme.id, member: member.id, conflicts: found.length },
      before: known ? { state: known.state } : undefined,
      after: { state: "invited" },
    })
  })
  return result
}
