import type { Level } from "./place.ts"

export type OrganisationKind = "company" | "authority" | "organiser"
export type Role = "manager" | "editor" | "viewer" | "approver" | "verifier"

/** A person acting for one organisation. Its scope is bound when data is opened. */
export interface MemberActor {
  kind: "member"
  userId: string
  memberId: string
  name: string
  role: Role
  organisation: { id: string; kind: OrganisationKind; name: string; placeCode: string | null }
  /** Level of the organisation's place; null for companies and organisers. */
  level: Level | null
}

/** The platform itself: cron, workflows, seeding. */
export interface SystemActor {
  kind: "system"
  job: string
}

export type Actor = MemberActor | SystemActor
