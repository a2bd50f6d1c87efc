import type { Phase } from "../../domain/selection/phases.ts"

/** While judges come and go; after that lists stand on what they said. */
export const judgePhases: readonly Phase[] = ["open", "screening", "review"]

/** While candidates are given to judges. */
export const assignmentPhases: readonly Phase[] = ["screening", "review"]
