import type { MemberActor } from "../../domain/actor.ts"
import { DomainError, type Fault } from "../../domain/errors.ts"
import { readEmail } from "../../domain/identity/email.ts"
import { requirePersonForHeads } from "../../domain/organisation/heads.ts"
import { invitationState, mostOpenInvitations } from "../../domain/organisation/invitation.ts"
import type { UseCaseContext } from "../context.ts"
import type { InvitationDeps } from "./invitation-deps.ts"
import { invitableRoles, requireInviting } from "./inviting-rights.ts"
import { makeInvitation } from "./make-invitation.ts"

export interface InviteRequest {
  organisationId: string
  role: string
  /** As typed; empty for a link only. */
  email: string
}

/**
 * Invites one person to an organisation in a role, by a link and, with an e-mail, also by letter. Answers the
 * invitation's id. Errors: forbidden (also a head by a key), not_found, invalid (role, e-mail, member or invited already, too many open).
 */
export async function invite(
  ctx: UseCaseContext<MemberActor>,
  deps: InvitationDeps,
  request: InviteRequest,
  command: { key: string },
): Promise<{ id: string }> {
  requireInviting(ctx.actor, request.organisationId)
  const typed = request.email.trim()
  const email = typed === "" ? null : readEmail(typed)
  const { organisation, waiting, isMember } = await ctx.read.invitations.before(request.organisationId, email)
  if (!organisation || organisation.deletedAt) throw new DomainError("not_found", "not_found")
  const role = invitableRoles(ctx.actor, organisation).find((one) => one === request.role)
  if (role) requirePersonForHeads(ctx.actor, [role])
  const open = waiting.filter((one) => invitationState(one, ctx.now()) === "open")
  const faults: Fault[] = []
  if (!role) faults.push({ rule: "role_missing", field: "role" })
  if (typed !== "" && !email) faults.push({ rule: "email_wrong", field: "email" })
  if (isMember) faults.push({ rule: "already_member", field: "email" })
  if (email && open.some((one) => one.email === email))
    faults.push({ rule: "already_invited", field: "email" })
  if (open.length >= mostOpenInvitations)
    faults.push({ rule: "too_many_open", with: { max: mostOpenInvitations } })
  if (!role || faults.length > 0) throw new DomainError("invalid", "invalid", faults)
  const { row, send, after, concerns } = await makeInvitation(ctx, deps, {
    organisation,
    role,
    email,
    estateIds: null,
  })
  const { result } = await ctx.write(
    { key: command.key, action: "invitation.create", result: { id: row.id } },
    (store) => {
      store.invitations.add(row)
      send?.(store)
      store.audit.record({
        id: ctx.newId(),
        at: ctx.now(),
        action: "invitation.create",
        entity: "invitation",
        entityId: row.id,
        detail: { by: email ? "email" : "link" },
        after,
        ...(concerns && { concerns }),
      })
    },
  )
  return result
}
