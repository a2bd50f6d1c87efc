import type { KeyValue } from "../scoring/keys.ts"

/** Quarters of a value's trend, the one that is verified among them. */
export const TREND_QUARTERS = 8

/** How closely whoever verifies looks at a value: it bears a mark, it has changed or been talked about, or neither. */
export type Attention = "marked" | "changed" | "same"

/**
 * How closely a value is looked at. `previous` is what counted the quarter before, undefined where nothing did: what is
 * there for the first time has changed. `talked`: somebody has decided, asked or answered something of it.
 */
export function attentionOf(one: {
  typed: KeyValue | null
  previous: KeyValue | undefined
  marked: boolean
  talked: boolean
}): Attention {
  if (one.marked) return "marked"
  return one.talked || one.typed !== (one.previous ?? null) ? "changed" : "same"
}
