import { hasReached, type Phase } from "../../../worker/domain/selection/phases.ts"
import type { Category } from "../../../worker/domain/selection/rules.ts"
import type { Text } from "../../text/text.ts"

export type NominationState = "draft" | "submitted" | "withdrawn"
export type Screening = "eligible" | "ineligible" | "overridden" | null

/** A nomination as far as its course goes. */
export interface Course {
  state: NominationState
  screening: Screening
  phase: Phase
}

/** Where it stands, in a word: what screening found once it is submitted. */
export function stateWords(text: Text, { state, screening }: Pick<Course, "state" | "screening">): string {
  const { states, screenings } = text.nominations
  if (state !== "submitted" || screening === null) return states[state]
  return `${states.submitted}${text.nominations.comma}${screenings[screening]}`
}

/** What comes next for those who nominated. */
export function nextWords(text: Text, { state, screening, phase }: Course): string {
  const { next } = text.nominations
  if (state === "withdrawn") return next.none
  if (state === "draft") return phase === "open" ? next.finish : next.closedDraft
  if (!hasReached(phase, "review")) return screening === "ineligible" ? next.rejected : next.screening
  if (screening !== "eligible" && screening !== "overridden") return next.rejected
  if (phase === "review" || phase === "shortlist") return next.review
  return phase === "notice" ? next.list : next.decided
}

/** A category by its code and title. */
export function categoryWords(categories: readonly Category[], code: string): string {
  const found = categories.find((category) => category.code === code)
  return found ? `${found.code} ${found.title}` : code
}
