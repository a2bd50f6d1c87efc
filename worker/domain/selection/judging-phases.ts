import type { Phase } from "./phases.ts"

/** While judges come and go; after that lists stand on what they said. */
export const judgePhases: readonly Phase[] = ["open", "screening", "review"]

/** While candidates are given to judges. */
export const assignmentPhases: readonly Phase[] = ["screening", "review"]

/** Whether a programme that was not stopped is in one of some phases. */
export function runsIn(
  { phase, stoppedAt }: { phase: Phase; stoppedAt: string | null },
  among: readonly Phase[],
): boolean {
  return stoppedAt === null && among.includes(phase)
}
