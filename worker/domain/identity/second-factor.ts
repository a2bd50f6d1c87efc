import type { MemberActor, OrganisationKind, Role } from "../actor.ts"
import { rolesOf } from "../permissions.ts"

/**
 * Roles that need a second factor whatever their organisation says: everybody who sees or decides what others filed.
 * Companies are offered one.
 */
export const alwaysNeeded: Record<OrganisationKind, readonly Role[]> = {
  company: [],
  authority: rolesOf.authority,
  organiser: rolesOf.organiser,
  platform: rolesOf.platform,
}

/** A role in an organisation, and which roles need a second factor there besides those that always do. */
export interface FactorSeat {
  role: Role
  organisation: Pick<MemberActor["organisation"], "kind" | "factorRoles">
}

/** Whether a member cannot act without a second factor: an organisation may ask for more than the platform, never for less. */
export function needsSecondFactor({ role, organisation }: FactorSeat): boolean {
  return alwaysNeeded[organisation.kind].includes(role) || organisation.factorRoles.includes(role)
}

/** The roles that an organisation may ask a second factor of, of those that somebody ticked; in the order of their table. */
export function readFactorRoles(kind: OrganisationKind, ticked: (role: Role) => boolean): Role[] {
  return rolesOf[kind].filter((role) => !alwaysNeeded[kind].includes(role) && ticked(role))
}

/**
 * What a signed-in member has to do before anything else: pass its second factor (whoever has one), change its first
 * password, set a second factor up (who needs it here), or nothing. A key stands for itself: whoever made it had passed.
 */
export function pendingStep(
  actor: FactorSeat & Pick<MemberActor, "secondFactor" | "passwordDue" | "key">,
): "code" | "password" | "set-up" | null {
  if (actor.key) return null
  if (actor.secondFactor === "due") return "code"
  if (actor.passwordDue) return "password"
  return actor.secondFactor === "off" && needsSecondFactor(actor) ? "set-up" : null
}

/** How many recovery codes a person gets at a time. */
export const recoveryCodeCount = 10

/** A code as it is compared: what people put between the groups is left out, full-width digits are digits. */
export function plainCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
}
