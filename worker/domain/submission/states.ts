import { DomainError } from "../errors.ts"

export const submissionStates = ["draft", "submitted", "returned", "street_verified", "verified"] as const
export type SubmissionState = (typeof submissionStates)[number]

/** What can be done to a submission. `save` is the company typing; other providers' parts follow `mayTypePart`. */
export type Move = "save" | "submit" | "withdraw" | "verify_street" | "verify_district" | "return"

/**
 * States and transitions, the one table. A move that a state does not list is a conflict (409). A district verifies what
 * was only submitted where the street has no members, see verificationMove.
 */
const transitions: Record<SubmissionState, Partial<Record<Move, SubmissionState>>> = {
  draft: { save: "draft", submit: "submitted" },
  submitted: {
    withdraw: "draft",
    verify_street: "street_verified",
    verify_district: "verified",
    return: "returned",
  },
  returned: { save: "returned", submit: "submitted" },
  street_verified: { verify_district: "verified", return: "returned" },
  verified: { return: "returned" },
}

/** Whether a move is allowed in a state. */
export function canMove(state: SubmissionState, move: Move): boolean {
  return transitions[state][move] !== undefined
}

/** The state after a move. Throws DomainError conflict `move_<move>` when the state does not allow it. */
export function nextState(state: SubmissionState, move: Move): SubmissionState {
  const next = transitions[state][move]
  if (!next) throw new DomainError("conflict", `move_${move}`, [], { state })
  return next
}

/**
 * The verification that a level may give in a state, or null. The street comes first; where it has no members here, the
 * district verifies what was submitted.
 */
export function verificationMove(
  state: SubmissionState,
  level: "street" | "district",
  streetStaffed: boolean,
): "verify_street" | "verify_district" | null {
  if (level === "street") return canMove(state, "verify_street") ? "verify_street" : null
  if (state === "submitted" && streetStaffed) return null
  return canMove(state, "verify_district") ? "verify_district" : null
}

/**
 * The state after a level takes its own verification back, or null where it has none to take back: the street's until the
 * district has verified. What the district verified without a street is as if it had just been submitted.
 */
export function takenBackTo(
  { state, streetVerifiedAt }: { state: SubmissionState; streetVerifiedAt: string | null },
  level: "street" | "district",
): "submitted" | "street_verified" | null {
  if (level === "street") return state === "street_verified" ? "submitted" : null
  if (state !== "verified") return null
  return streetVerifiedAt === null ? "submitted" : "street_verified"
}

/** States in which an authority reads what the company filed; of a draft it only sees that it exists. */
export function isFiled(state: SubmissionState): boolean {
  return state !== "draft"
}

/** Whether a provider other than the company may still type its part: community and street until the street has verified. */
export function mayTypePart(state: SubmissionState, provider: string): boolean {
  if (provider === "company") return canMove(state, "save")
  if (provider === "community" || provider === "street")
    return state !== "street_verified" && state !== "verified"
  return state !== "verified"
}
