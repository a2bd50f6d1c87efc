/** Ranks within a quarter or a year: rank = 1 + number of strictly better estates, ties shared. */
import type { RankRule } from "./edition.ts"
import type { TotalColumns } from "./results.ts"

/** Ranks of the estates of one group; all 0 (no rank) when the group has fewer than `min_group` estates. */
export function rankEstates(rule: RankRule, totals: TotalColumns): Uint16Array | Uint32Array {
  throw new Error(`not yet: ${rule.score} ${totals.base.length}`)
}
