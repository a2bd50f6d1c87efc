import { hasReached, type Phase } from "./phases.ts"
import { quotaAllows, withPlaces } from "./rank-candidates.ts"
import type { Category } from "./rules.ts"
import type { ShortlistCategory, ShortlistDocument, ShortlistEntry } from "./shortlist.ts"

/** A list without somebody who was struck or withdrew, and who moves up; null where nobody is left that the quota allows. */
export interface NextInLine {
  category: ShortlistCategory
  newcomer: ShortlistEntry | null
}

/** Whether a candidate is not on the list of a category, but could move up to it: in reserve, or away by quota only. */
export function waits({ reserve, left }: ShortlistCategory, nominationId: string): boolean {
  const over = left.filter(({ reason, entry }) => reason === "quota" && entry !== null)
  return [...reserve, ...over].some((one) => one.nominationId === nominationId)
}

/**
 * Whether who nominates may still take a candidate back: before the decision, and after it only who waits, since nobody
 * else's place depends on that.
 */
export function mayLeave(
  nominationId: string,
  { phase, newest }: { phase: Phase; newest: Pick<ShortlistDocument, "categories"> | null },
): boolean {
  if (!hasReached(phase, "decided")) return true
  return phase === "decided" && (newest?.categories ?? []).some((category) => waits(category, nominationId))
}

/**
 * Takes a candidate off the list of its category: the first of those waiting that the quota allows moves up. Waiting
 * are the reserve and those that only their district's quota kept away, in the order of the ranking. One that only
 * waited is gone as well, and nobody moves up.
 */
export function strikeCandidate(
  category: ShortlistCategory,
  nominationId: string,
  quotas: Category["quotas"],
  reason: "struck" | "withdrawn" = "struck",
): NextInLine {
  const listed = category.entries.find((entry) => entry.nominationId === nominationId)
  const kept = category.entries.filter((entry) => entry !== listed)
  const over = category.left.flatMap(({ reason, entry }) => (reason === "quota" && entry ? [entry] : []))
  const ranked = [...over, ...category.reserve]
  const waiting = ranked
    .filter((entry) => entry.nominationId !== nominationId)
    .sort((a, b) => a.order - b.order)
  const newcomer =
    (listed && waiting.find(({ estate }) => quotaAllows(quotas, kept, estate.district))) ?? null
  const away = new Set([nominationId, newcomer?.nominationId])
  const left = category.left.filter((one) => !away.has(one.nominationId))
  const gone = listed ?? ranked.find((entry) => entry.nominationId === nominationId)
  const entry = gone ? { ...gone, place: null } : null
  return {
    newcomer,
    category: {
      ...category,
      entries: withPlaces(newcomer ? [...kept, newcomer] : kept),
      reserve: category.reserve.filter((one) => !away.has(one.nominationId)),
      left: [...left, { nominationId, reason, entry }],
    },
  }
}
