/** What whoever verifies finds in a submission that waits: the queue is ordered by it. */
export interface Risk {
  /** Hard checks that do not hold. */
  broken: number
  /** Marks that nobody has settled. */
  marks: number
  /** The most points that rest on one of them. */
  points: number
}

/** Why a submission stands where it does in the queue. */
export type RiskReason = "broken" | "marks" | "unknown" | "waits"

/** The first that holds: a broken check, a mark, not looked through yet, or nothing but the days that it waits. */
export function riskReason(risk: Risk | null): RiskReason {
  if (risk === null) return "unknown"
  if (risk.broken > 0) return "broken"
  return risk.marks > 0 ? "marks" : "waits"
}
