import { isAfterDay } from "../quarter.ts"
import type { Phase } from "./phases.ts"
import type { ProgrammeRules } from "./rules.ts"

/** What a programme has, in numbers. */
export interface ProgrammeCounts {
  submitted: number
  drafts: number
  /** Submitted, and not yet screened. */
  unscreened: number
  /** Submitted, eligible by the rules or let in by two people. */
  admitted: number
  /** Admitted, with answers that have no anonymous version. */
  unredacted: number
  /** Admitted with fewer judges than the quorum. */
  short: number
  judges: number
  assignments: number
  reviewed: number
}

/** Something that is still missing before the next phase, as a rule of web/text with its numbers. */
export interface Missing {
  rule: string
  with: Record<string, string | number>
}

/** The phase that the organiser's desk moves a programme to itself; the later ones follow from list, notice and award. */
export function nextPhase(phase: Phase): "screening" | "review" | null {
  if (phase === "open") return "screening"
  return phase === "screening" ? "review" : null
}

/** What is still missing before the next phase, at an instant; empty when it may begin. */
export function missingForNext(
  phase: Phase,
  rules: Pick<ProgrammeRules, "dates" | "review">,
  counts: ProgrammeCounts,
  instant: number,
): Missing[] {
  if (phase === "open")
    return isAfterDay(instant, rules.dates.closeDay)
      ? []
      : [{ rule: "next_before_deadline", with: { day: rules.dates.closeDay } }]
  if (phase !== "screening") return []
  const missing: Missing[] = []
  if (counts.unscreened > 0) missing.push({ rule: "next_unscreened", with: { count: counts.unscreened } })
  if (counts.admitted === 0) missing.push({ rule: "next_none_admitted", with: {} })
  // Judges of a blind programme see anonymous answers only: without them there is nothing to judge.
  if (rules.review.blind && counts.unredacted > 0)
    missing.push({ rule: "next_unredacted", with: { count: counts.unredacted } })
  if (counts.short > 0)
    missing.push({ rule: "next_short", with: { count: counts.short, quorum: rules.review.quorum } })
  return missing
}
