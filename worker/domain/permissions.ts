import type { MemberActor, OrganisationKind, Role } from "./actor.ts"
import type { Level } from "./place.ts"

/** Everything that a member may be allowed to do. */
export type Permission =
  | "filing.read"
  | "filing.edit"
  | "filing.submit"
  | "part.edit"
  | "verification.read"
  | "verification.decide"
  | "quarter.read"
  | "quarter.close"
  | "quarter.release"

interface Grant {
  kind: OrganisationKind
  roles: readonly Role[]
  /** Only authorities of these levels; all when absent. */
  levels?: readonly Level[]
}

/** Roles and permissions, the one table: pages ask it what to show, use cases what to allow. */
export const permissions: Record<Permission, readonly Grant[]> = {
  "filing.read": [{ kind: "company", roles: ["manager", "editor", "viewer"] }],
  "filing.edit": [{ kind: "company", roles: ["manager", "editor"] }],
  "filing.submit": [{ kind: "company", roles: ["manager", "editor"] }],
  "part.edit": [
    { kind: "authority", roles: ["approver", "verifier"], levels: ["community", "street", "district"] },
  ],
  "verification.read": [{ kind: "authority", roles: ["approver", "verifier", "viewer"] }],
  "verification.decide": [
    { kind: "authority", roles: ["approver", "verifier"], levels: ["street", "district"] },
  ],
  "quarter.read": [{ kind: "authority", roles: ["approver", "verifier", "viewer"] }],
  "quarter.close": [{ kind: "authority", roles: ["approver"], levels: ["district"] }],
  "quarter.release": [{ kind: "authority", roles: ["approver"], levels: ["city"] }],
}

/** Whether a member holds a permission; the object's scope is checked apart from it. */
export function may(actor: MemberActor, permission: Permission): boolean {
  return permissions[permission].some(
    (grant) =>
      grant.kind === actor.organisation.kind &&
      grant.roles.includes(actor.role) &&
      (grant.levels === undefined || (actor.level !== null && grant.levels.includes(actor.level))),
  )
}
