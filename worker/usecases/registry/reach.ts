import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may, type Permission } from "../../domain/permissions.ts"

/** The district that a member's registry ends at; null for the whole cell. Throws DomainError forbidden. */
export function reachOf(actor: MemberActor, permission: Permission = "registry.edit"): string | null {
  if (!may(actor, permission)) throw new DomainError("forbidden", "forbidden")
  return actor.level === "district" ? actor.organisation.placeCode : null
}
