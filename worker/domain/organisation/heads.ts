import type { MemberActor, OrganisationKind, Role } from "../actor.ts"
import { DomainError } from "../errors.ts"
import { rolesOf } from "../permissions.ts"

/** The role that runs an organisation's members and keys: manager, approver, chair, operator. */
export function headRole(kind: OrganisationKind): Role {
  return rolesOf[kind][0] as Role
}

/** The roles that run an organisation, of all kinds. */
export const headRoles: readonly Role[] = Object.values(rolesOf).flatMap((roles) => roles.slice(0, 1))

/** The role of `kind` that a text names, or null. */
export function readRole(kind: OrganisationKind, text: string): Role | null {
  return rolesOf[kind].find((role) => role === text) ?? null
}

/** Whether a company may limit members of this role to some of its estates. */
export function mayBeLimited(kind: OrganisationKind, role: Role): boolean {
  return kind === "company" && role === "editor"
}

/** Whether a member with `role` is the only head, when its organisation has `otherHeads` besides it. */
export function isLastHead(kind: OrganisationKind, role: Role, otherHeads: number): boolean {
  return role === headRole(kind) && otherHeads === 0
}

/** The last head stays, and stays head: an organisation is always run by somebody. Errors: conflict (last_head). */
export function requireAnotherHead({ lastHead }: { lastHead: boolean }): void {
  if (lastHead) throw new DomainError("conflict", "last_head")
}

/**
 * Heads come and go by people only: a key that made one would reach beyond its own scopes, through that person's pages.
 * Errors: forbidden (heads_by_people).
 */
export function requirePersonForHeads({ key }: Pick<MemberActor, "key">, roles: readonly Role[]): void {
  if (key && roles.some((role) => headRoles.includes(role)))
    throw new DomainError("forbidden", "heads_by_people")
}
