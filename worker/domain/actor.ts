import type { Scope } from "./key-scope.ts"
import type { Level } from "./place.ts"

export type OrganisationKind = "company" | "authority" | "organiser" | "platform"
export type Role =
  | "manager"
  | "editor"
  | "viewer"
  | "approver"
  | "verifier"
  | "chair"
  | "secretary"
  | "judge"
  | "operator"

/** 代理: for whom a member stands in, by which row, and the role that it has of its own. */
export interface StandIn {
  id: string
  memberId: string
  userId: string
  name: string
  ownRole: Role
  /** The last day, Asia/Shanghai. */
  toDay: string
}

/** A person acting for one organisation, in a browser or through a key. Its scope is bound when data is opened. */
export interface MemberActor {
  kind: "member"
  userId: string
  memberId: string
  name: string
  role: Role
  organisation: {
    id: string
    kind: OrganisationKind
    name: string
    placeCode: string | null
    /** Roles that need a second factor here besides those that always do. */
    factorRoles: readonly Role[]
    /** When it asked to be deleted; null as long as it has not. */
    deletionRequestedAt: string | null
  }
  /** Whom it stands in for today (代理): then `role` is that of the absent, where that may do more. Never with a key. */
  deputyFor?: StandIn
  /** Level of the organisation's place; null for all but authorities. */
  level: Level | null
  /** True: sees only the estates that the company gave it. */
  limited: boolean
  /** The browser session it came with; null for a key. */
  sessionId: string | null
  /** `passed` in this session, `due` when it is set up but not passed, `off` when it is not set up. */
  secondFactor: "passed" | "due" | "off"
  /** Set while it has the first password of a slip, which it has to change before anything else. */
  passwordDue?: true
  /** How many organisations the person belongs to. */
  memberships: number
  /** How many messages it has not read, as itself and as this member. */
  unread: number
  /** The key that a program came with; its scopes narrow what the role grants. */
  key: { id: string; scopes: readonly Scope[] } | null
}

/** The platform itself: cron, workflows, seeding. */
export interface SystemActor {
  kind: "system"
  job: string
}

/** Somebody who has not signed in: signing in, asking for a new password, accepting an invitation. */
export interface VisitorActor {
  kind: "visitor"
}

/** Who is signed in, whether or not it belongs to an organisation. */
export interface Person {
  userId: string
  name: string
  email: string
  sessionId: string
  /** Whether its second factor is still to be passed in this session. */
  secondFactorDue: boolean
  /** How many organisations it belongs to. */
  memberships: number
}

export type Actor = MemberActor | SystemActor | VisitorActor
