/** The phases of a programme, one at a time, in their order. */
export const phases = [
  "draft",
  "open",
  "screening",
  "review",
  "shortlist",
  "notice",
  "decided",
  "archived",
] as const
export type Phase = (typeof phases)[number]

/** Whether a programme has come as far as a phase. */
export function hasReached(phase: Phase, other: Phase): boolean {
  return phases.indexOf(phase) >= phases.indexOf(other)
}

/** Characters of the reason for a stop: the fewest that say something, and the most. */
export const stopReasonLength = { min: 5, max: 500 } as const
