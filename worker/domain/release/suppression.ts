import type { Edition, Indicator } from "../scoring/edition.ts"
import type { KeySpec, KeyValue } from "../scoring/keys.ts"
import { indicatorKeys } from "../scoring/operand-keys.ts"

/** Counts of persons in care or dispute below this are never published (product.md: from 1 to 4). */
export const FEWEST_PUBLISHED = 5

/** Keys whose figures, and indicators whose measures and ratios, a release must not show. */
export interface Suppressed {
  keys: ReadonlySet<string>
  indicators: ReadonlySet<string>
}

/** Which keys each indicator of an edition uses, worked out once. */
export function keysByIndicator(edition: Edition): Map<string, Set<string>> {
  return new Map(edition.indicators.map((indicator) => [indicator.code, indicatorKeys(indicator)]))
}

/**
 * Finds what would reveal a sensitive count from 1 to 4: the count, every indicator computed with it, and the other
 * sensitive counts of such an indicator (3 of 4 settled tells 4), until nothing more follows. Points stay.
 */
export function suppressed(
  specs: ReadonlyMap<string, KeySpec>,
  keysOf: ReadonlyMap<string, ReadonlySet<string>>,
  values: ReadonlyMap<string, KeyValue>,
): Suppressed {
  const keys = new Set<string>()
  const indicators = new Set<string>()
  for (const [key, value] of values)
    if (specs.get(key)?.sensitive && value !== "NA" && value > 0 && value < FEWEST_PUBLISHED) keys.add(key)
  let before = -1
  while (keys.size + indicators.size > before) {
    before = keys.size + indicators.size
    for (const [code, used] of keysOf) {
      if (![...used].some((key) => keys.has(key))) continue
      indicators.add(code)
      for (const key of used) if (specs.get(key)?.sensitive) keys.add(key)
    }
  }
  return { keys, indicators }
}

/**
 * Whether an indicator's mark of adjustment may be shown: not of one with sensitive inputs, where older releases set it
 * too and so told which count changed.
 */
export const tellsAdjusted = ({ inputs }: Pick<Indicator, "inputs">) =>
  !inputs.some(({ sensitive }) => sensitive)
