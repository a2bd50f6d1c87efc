import { canMove, type SubmissionState, submissionStates } from "./states.ts"

/**
 * 进度: where an estate's quarter stands for whoever files it: a state, nothing yet (`none`), `closed`, when it was
 * never sent (or came back) and its district has closed, or its quarter was released: nothing can be sent any more; or
 * `exempt` (免报), when it takes no part in the quarter, whatever was typed.
 */
export type Standing = SubmissionState | "none" | "closed" | "exempt"

/** States in which the company still has to send. */
export const unsentStates = submissionStates.filter((state) => canMove(state, "submit"))

/** Every standing, in the order of the work. */
export const standings = [
  "none",
  "draft",
  "returned",
  "submitted",
  "street_verified",
  "verified",
  "closed",
  "exempt",
] as const satisfies readonly Standing[]

/** Where those stand that take part: a class of its own beside them are the exempted. */
export const takingPart = standings.filter((one) => one !== "exempt")

/** Standings that belong together: what waits to be sent, that with what came back, and what was sent. */
export const standingGroups = {
  due: ["none", "draft"],
  todo: ["none", "draft", "returned"],
  sent: ["submitted", "street_verified", "verified"],
} as const satisfies Record<string, readonly Standing[]>
export type StandingGroup = keyof typeof standingGroups

/** How many estates stand in any of these. */
export function standingCount(states: Readonly<Record<string, number>>, of: readonly Standing[]): number {
  return of.reduce((sum, one) => sum + (states[one] ?? 0), 0)
}
