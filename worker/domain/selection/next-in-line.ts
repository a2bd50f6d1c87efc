import { quotaAllows, withPlaces } from "./rank-candidates.ts"
import type { Category } from "./rules.ts"
import type { ShortlistCategory, ShortlistEntry } from "./shortlist.ts"

/** A list without somebody who was struck, and who moves up; null where nobody is left that the quota allows. */
export interface NextInLine {
  category: ShortlistCategory
  newcomer: ShortlistEntry | null
}

/**
 * Strikes a candidate off the list of its category: the first of those waiting that the quota allows moves up. Waiting
 * are the reserve and those that only their district's quota kept away, in the order of the ranking.
 */
export function strikeCandidate(
  category: ShortlistCategory,
  nominationId: string,
  quotas: Category["quotas"],
): NextInLine {
  const struck = category.entries.find((entry) => entry.nominationId === nominationId)
  const kept = category.entries.filter((entry) => entry !== struck)
  const over = category.left.flatMap(({ reason, entry }) => (reason === "quota" && entry ? [entry] : []))
  const waiting = [...over, ...category.reserve]
    .filter((entry) => entry.nominationId !== nominationId)
    .sort((a, b) => a.order - b.order)
  const newcomer =
    (struck && waiting.find(({ estate }) => quotaAllows(quotas, kept, estate.district))) ?? null
  const away = new Set([nominationId, newcomer?.nominationId])
  const left = category.left.filter((one) => !away.has(one.nominationId))
  const entry = struck ? { ...struck, place: null } : null
  return {
    newcomer,
    category: {
      ...category,
      entries: withPlaces(newcomer ? [...kept, newcomer] : kept),
      reserve: category.reserve.filter((one) => !away.has(one.nominationId)),
      left: [...left, { nominationId, reason: "struck", entry }],
    },
  }
}
