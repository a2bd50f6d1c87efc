import type { OrganisationKind } from "../actor.ts"

/** An organisation as the graph needs it. */
export interface GraphOrganisation {
  id: string
  kind: OrganisationKind
  name: string
  /** The place that an authority governs. */
  placeCode: string | null
}

/** A person belongs to an organisation, with whichever of its accounts; `toDay` is null as long as it does. */
export interface GraphMembership {
  judgeId: string
  organisation: GraphOrganisation
  toDay: string | null
}

/** A company manages an estate from a day to a day, both included; it may begin in the future. */
export interface GraphTenure {
  estateId: string
  organisation: GraphOrganisation
  toDay: string | null
}

/** What a judge declared an interest in. `name` is what the thing is called; empty when it is there no more. */
export type GraphInterest = { judgeId: string } & (
  | { kind: "organisation"; organisation: GraphOrganisation }
  | { kind: "estate" | "place"; ref: string; name: string }
)

export interface GraphCandidate {
  nominationId: string
  blindCode: string
  /** Screened and let in: what is given to judges. */
  admitted: boolean
  category: string
  estateId: string
  estateName: string
  /** Who nominates it. */
  nominator: GraphOrganisation
  /** The finest place that is known of the estate. */
  placeCode: string
  streetCode: string | null
  /** County or functional zone that it is counted in. */
  districtCode: string
  /** False for one that stands here only because it is a rival of those that are looked at. */
  asked: boolean
}

/** A candidate that a judge has on its list now. */
export interface GraphAssignment {
  id: string
  judgeId: string
  nominationId: string
  review: "none" | "draft" | "submitted"
}

/** Everything that conflicts of interest are found in, for one programme or a part of it. */
export interface ConflictGraph {
  judges: { id: string }[]
  memberships: GraphMembership[]
  interests: GraphInterest[]
  candidates: GraphCandidate[]
  tenures: GraphTenure[]
  /** Names of places by code. */
  places: ReadonlyMap<string, string>
  /** How long ended memberships and tenures still count. */
  conflictYears: number
  /** `conflictKey` of what stands on record already. */
  known: ReadonlySet<string>
  assignments: GraphAssignment[]
}
