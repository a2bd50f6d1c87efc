import { correctionsDue } from "../correction/letters.ts"
import { windowEnds } from "../quarter-letters.ts"
import { nominationsDue, objectionsDue } from "../selection/letters.ts"
import { objections } from "../selection/objections.ts"
import { submissionsDue } from "../submission/letters.ts"
import type { DeadlineKind } from "./deadline-kind.ts"

/** Every deadline that the clock tells of. */
export const deadlines = {
  /** The quarter's, as long as a submission is not sent. */
  submissions: { name: "submissions", whose: "filing.submit", letter: submissionsDue, days: [14, 7, 2, 0] },
  /** The end of the window of a preliminary release (核对期). */
  window: { name: "window", whose: "filing.submit", letter: windowEnds, days: [2, 0] },
  /** The answer to a request for correction. */
  corrections: { name: "corrections", whose: "quarter.correct", letter: correctionsDue, days: [5, 2, 0] },
  /** The answer to an objection. */
  objections: {
    name: "objections",
    whose: objections.acts.decide.by,
    letter: objectionsDue,
    days: [7, 2, 0],
  },
  /** The end of a call, as long as a nomination is begun and not sent. */
  nominations: { name: "nominations", whose: "nomination.edit", letter: nominationsDue, days: [7, 2, 0] },
} as const satisfies Record<string, DeadlineKind>

export type DeadlineName = keyof typeof deadlines
