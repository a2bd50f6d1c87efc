/** One step on the way from a judge to a candidate, as it is explained to people. */
export interface ConflictStep {
  kind: "judge" | "organisation" | "estate" | "community" | "street" | "district" | "declared"
  /** Id of the organisation or estate, code of the place; the judge's id. */
  ref: string
  name: string
  /** How the step before is tied to this one. */
  by:
    | "self"
    | "member"
    | "former_member"
    | "manages"
    | "managed"
    | "governs"
    | "nominates"
    | "stands_in"
    | "declared"
}

/**
 * member: works for who manages, governs or nominates it · former: did within the rules' years · declared: said so itself ·
 * rival: its company has a candidate of its own in the category.
 */
export type ConflictKind = "member" | "former" | "declared" | "rival"

export interface Conflict {
  judgeId: string
  nominationId: string
  kind: ConflictKind
  path: ConflictStep[]
}
