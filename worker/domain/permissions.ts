import type { Actor, MemberActor, OrganisationKind, Role } from "./actor.ts"
import { type Scope, scopes } from "./key-scope.ts"
import type { Level } from "./place.ts"

interface Grant {
  kind: OrganisationKind
  roles: readonly Role[]
  /** Only authorities of these levels; all when absent. */
  levels?: readonly Level[]
}

interface Rule {
  /** The scope that a key needs besides; null: pages only. */
  scope: Scope | null
  grants: readonly Grant[]
  /** By the own role only: whoever stands in for somebody (代理) does not get it by that. */
  own?: true
}

const platform: Grant = { kind: "platform", roles: ["operator"] }
/** Those who run an organisation's members and keys. */
const heads: readonly Grant[] = [
  { kind: "company", roles: ["manager"] },
  { kind: "authority", roles: ["approver"] },
  { kind: "organiser", roles: ["chair"] },
  platform,
]
const officials: Grant = { kind: "authority", roles: ["approver", "verifier", "viewer"] }
const deciding: Grant = { kind: "authority", roles: ["approver", "verifier"], levels: ["street", "district"] }
const writers: Grant = { kind: "company", roles: ["manager", "editor"] }
const cityApprover: Grant = { kind: "authority", roles: ["approver"], levels: ["city"] }

const organising: readonly Grant[] = [{ kind: "organiser", roles: ["chair", "secretary"] }]
const chairing: readonly Grant[] = [{ kind: "organiser", roles: ["chair"] }]
const judging: readonly Grant[] = [{ kind: "organiser", roles: ["judge"] }]
const nominating: readonly Grant[] = [
  writers,
  { kind: "authority", roles: ["approver", "verifier"] },
  { kind: "organiser", roles: ["chair", "secretary"] },
]

const everybody: readonly Grant[] = [
  { kind: "company", roles: ["manager", "editor", "viewer"] },
  { kind: "authority", roles: ["approver", "verifier", "viewer"] },
  { kind: "organiser", roles: ["chair", "secretary", "judge"] },
  platform,
]

/** Roles and permissions, the one table: pages ask it what to show, use cases what to allow. */
export const permissions = {
  "filing.read": {
    scope: "submissions:read",
    grants: [{ kind: "company", roles: ["manager", "editor", "viewer"] }],
  },
  "filing.edit": { scope: "submissions:write", grants: [writers] },
  "filing.submit": { scope: "submissions:write", grants: [writers] },
  "part.edit": {
    scope: "submissions:write",
    grants: [
      { kind: "authority", roles: ["approver", "verifier"], levels: ["community", "street", "district"] },
    ],
  },
  "verification.read": { scope: "submissions:read", grants: [officials] },
  "verification.decide": { scope: "verification:write", grants: [deciding] },
  /** People only: what the authorities below do, without what was typed. */
  "oversight.read": {
    scope: null,
    grants: [
      {
        kind: "authority",
        roles: ["approver", "verifier", "viewer"],
        levels: ["street", "district", "city"],
      },
    ],
  },
  "quarter.read": { scope: "quarters:read", grants: [officials] },
  /** 延期: of one estate, by its district or the city. */
  "deadline.extend": {
    scope: "verification:write",
    grants: [{ kind: "authority", roles: ["approver", "verifier"], levels: ["district", "city"] }],
  },
  "quarter.open": { scope: "quarters:write", grants: [cityApprover] },
  "quarter.close": {
    scope: "quarters:write",
    grants: [{ kind: "authority", roles: ["approver"], levels: ["district"] }],
  },
  /** A district's own closing, or the city any of them. */
  "quarter.reopen": {
    scope: "quarters:write",
    grants: [{ kind: "authority", roles: ["approver"], levels: ["district"] }, cityApprover],
  },
  "quarter.release": { scope: "quarters:write", grants: [cityApprover] },
  "quarter.correct": { scope: "quarters:write", grants: [cityApprover] },
  "registry.read": {
    scope: "estates:read",
    grants: [{ kind: "company", roles: ["manager", "editor", "viewer"] }, officials, platform],
  },
  "registry.edit": {
    scope: "estates:write",
    grants: [{ kind: "authority", roles: ["approver"], levels: ["city", "district"] }, platform],
  },
  "programme.read": { scope: "programmes:read", grants: organising },
  "programme.edit": { scope: "programmes:write", grants: organising },
  /** Opening, changing rules that are fixed, awarding, revoking, stopping. */
  "programme.decide": { scope: "programmes:write", grants: chairing },
  /** Screening, judges, assignment, results, list, notice, objections. */
  "programme.run": { scope: "programmes:write", grants: organising },
  "nomination.read": {
    scope: "nominations:read",
    grants: [{ kind: "company", roles: ["manager", "editor", "viewer"] }, officials, ...organising],
  },
  "nomination.edit": { scope: "nominations:write", grants: nominating },
  /** Only the candidates that a judge was given; programs never judge. */
  "review.write": { scope: null, grants: judging },
  /** People only: the own inbox, and which letters come by e-mail. */
  "message.read": { scope: null, grants: everybody },
  "place.edit": { scope: "places:write", grants: [platform] },
  "organisation.register": { scope: null, grants: [platform] },
  "member.manage": { scope: "members:write", grants: heads, own: true },
  "member.read": { scope: "members:read", grants: heads },
  /** People only: who needs a second factor, and whose lost one is to be reset. */
  "factor.manage": { scope: null, grants: heads, own: true },
  /** People only: another one than whoever asked, above the owner's organisation. */
  "factor.confirm": {
    scope: null,
    own: true,
    grants: [{ kind: "authority", roles: ["approver"], levels: ["street", "district", "city"] }, platform],
  },
  /** People only: a key that made keys would outlive its end, one that ended them could shut others out. */
  "key.manage": { scope: null, grants: heads, own: true },
  /** People only: who stands in for whom in the own authority and those below, and ending it. */
  "deputy.read": { scope: null, grants: [officials, platform] },
  /** People only: for oneself; for others the heads of their authority, those of the ones above, and the operator. */
  "deputy.name": {
    scope: null,
    own: true,
    grants: [{ kind: "authority", roles: ["approver", "verifier"] }, platform],
  },
  /** People only: as the second person, where somebody else than the absent has named who stands in for an approver. */
  "deputy.confirm": {
    scope: null,
    own: true,
    grants: [{ kind: "authority", roles: ["approver", "verifier"] }, platform],
  },
  "audit.read": { scope: "audit:read", grants: heads },
  "organisation.export": { scope: "exports:write", grants: heads, own: true },
  /** People only, who type the name of what they give up. */
  "organisation.delete": {
    scope: null,
    grants: [
      { kind: "company", roles: ["manager"] },
      { kind: "organiser", roles: ["chair"] },
    ],
  },
} as const satisfies Record<string, Rule>

/** Everything that a member may be allowed to do. */
export type Permission = keyof typeof permissions

/** Who holds a permission. */
export const grantsOf = (permission: Permission): readonly Grant[] => permissions[permission].grants

/** The roles of each kind of organisation, the one who runs it first. */
export const rolesOf: Record<OrganisationKind, readonly Role[]> = {
  company: ["manager", "editor", "viewer"],
  authority: ["approver", "verifier", "viewer"],
  organiser: ["chair", "secretary", "judge"],
  platform: ["operator"],
}

/** Whether only the own role gives it, never standing in for somebody. */
export const isOwn = (permission: Permission): boolean => (permissions[permission] as Rule).own === true

/** The role that a member has of its own, whomever it stands in for. */
export const ownRole = ({ role, deputyFor }: Pick<MemberActor, "role" | "deputyFor">): Role =>
  deputyFor?.ownRole ?? role

/** Whether a member holds a permission; the object's scope is checked apart from it. */
export function may(actor: MemberActor, permission: Permission): boolean {
  const { scope, grants, own }: Rule = permissions[permission]
  const role = own ? ownRole(actor) : actor.role
  if (actor.key && (scope === null || !actor.key.scopes.includes(scope))) return false
  return grants.some(
    (grant) =>
      grant.kind === actor.organisation.kind &&
      grant.roles.includes(role) &&
      (grant.levels === undefined || (actor.level !== null && grant.levels.includes(actor.level))),
  )
}

/** The same for any actor: the platform's own jobs may do everything, a visitor nothing. */
export function allows(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "system") return true
  return actor.kind === "member" && may(actor, permission)
}

/** The scopes that a member's role can put to use, in the order of key-scope.ts: what its keys may be given. */
export function usableScopes(actor: MemberActor): Scope[] {
  const names = Object.keys(permissions) as Permission[]
  const granted = new Set(names.filter((name) => may(actor, name)).map((name) => permissions[name].scope))
  return scopes.filter((scope) => granted.has(scope))
}
