import type { MemberActor, OrganisationKind, Role } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { headRole } from "../../domain/organisation/heads.ts"
import { may, rolesOf } from "../../domain/permissions.ts"

/**
 * Whether a member runs the invitations of an organisation: its own heads all of them, the platform's operator those of
 * the heads of every other one. Errors: forbidden, and not_found for another tenant.
 */
export function requireInviting(actor: MemberActor, organisationId: string): void {
  if (organisationId === actor.organisation.id) {
    if (!may(actor, "member.manage")) throw new DomainError("forbidden", "forbidden")
  } else if (!may(actor, "organisation.register")) throw new DomainError("not_found", "not_found")
}

/** The roles that a member may invite to. */
export function invitableRoles(
  actor: MemberActor,
  organisation: { id: string; kind: OrganisationKind },
): readonly Role[] {
  const own = organisation.id === actor.organisation.id
  return own ? rolesOf[organisation.kind] : [headRole(organisation.kind)]
}
