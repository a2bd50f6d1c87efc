import type { Fault } from "../errors.ts"
import type { SubmissionState } from "../submission/states.ts"

/** Characters of the public reason of a correction. */
export const MIN_CORRECTION_REASON = 10
/**
 * What stands in place of every reason in the releases under an edition with `disclosure`: its words could tell a count of
 * persons, and a sentence for those alone would tell which corrections are about one. Shorter than any reason.
 */
export const FIXED_REASON = "corrected"
/** How many estates with an open correction are named where there are more. */
export const NAMES_TOLD = 5
export const MAX_CORRECTION_REASON = 500
/** Estates that are offered when what was typed means several. */
export const ESTATES_OFFERED = 10

/** What a submission was before it was opened for correction: what it is again when the correction is taken back. */
export interface StateBefore {
  state: SubmissionState
  streetVerifiedAt: string | null
  verifiedAt: string | null
  returnedAt: string | null
  returnReason: string | null
  returnedBy: "street" | "district" | "city" | null
  /** The submission's revision after the opening: a later one means that something was done since. */
  revision: number
}

/** What is wrong with the reason of a correction; it is public, so it must say something. */
export function reasonFaults(reason: string): Fault[] {
  const { length } = reason
  if (length < MIN_CORRECTION_REASON)
    return [
      { rule: "correction_reason_short", field: "reason", with: { length, min: MIN_CORRECTION_REASON } },
    ]
  if (length > MAX_CORRECTION_REASON)
    return [{ rule: "reason_too_long", field: "reason", with: { length, max: MAX_CORRECTION_REASON } }]
  return []
}

const estateMissing: Fault = { rule: "correction_estate_missing", field: "estate" }

/** What is wrong with what was typed, as far as it shows without looking the estate up. */
export function typedFaults({ estate, reason }: { estate: string; reason: string }): Fault[] {
  return [...(estate === "" ? [estateMissing] : []), ...reasonFaults(reason)]
}

/**
 * The one estate that was typed: by its slug, or by a name that only one of the found has; otherwise why it is not one.
 */
export function chosenEstate<E extends { slug: string; name: string }>(
  typed: string,
  found: readonly E[],
): { estate: E } | { fault: Fault } {
  const field = "estate"
  if (typed === "") return { fault: estateMissing }
  const bySlug = found.find(({ slug }) => slug === typed)
  const named = found.filter(({ name }) => name === typed)
  const estate = bySlug ?? (named.length === 1 ? named[0] : undefined)
  if (estate) return { estate }
  if (found.length === 0) return { fault: { rule: "correction_estate_unknown", field } }
  return { fault: { rule: "correction_estate_several", field, with: { n: found.length } } }
}
