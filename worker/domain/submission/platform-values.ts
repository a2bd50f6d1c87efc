import { lastDay, shiftDay } from "../quarter.ts"
import type { Edition, Indicator } from "../scoring/edition.ts"
import type { KeySpec } from "../scoring/keys.ts"
import { indicatorKeys, measureKeys } from "../scoring/operand-keys.ts"
import { lateness, type Sent } from "./lateness.ts"

/** What the system knows of a submission besides what was typed. Days are Asia/Shanghai. */
export interface PlatformFacts {
  edition: Edition
  specs: ReadonlyMap<string, KeySpec>
  /** By key whatever was typed or checked. */
  values: ReadonlyMap<string, unknown>
  quarter: string
  sent: Sent
  /** Since when the company has managed the estate without a gap. */
  servedSince: string | null
  /** Of the four quarters that end with this one: those that concern this estate (windowOf), and those verified for it. */
  window: readonly string[]
  verifiedQuarters: readonly string[]
}

/** The window of an estate: it is asked for nothing in quarters from which it was exempted (免报). */
export const windowOf = (quarters: readonly string[], exempt: readonly string[]): string[] =>
  quarters.filter((quarter) => !exempt.includes(quarter))

const FILLED_SHARE = 0.9
const QUARTERS_NEEDED = 3

/** Whether everything that an indicator needs was typed; of several alternatives one is enough. `NA` is an answer. */
function isFilled(indicator: Indicator, values: ReadonlyMap<string, unknown>): boolean {
  const has = (keys: Iterable<string>) => [...keys].every((key) => values.has(key))
  if (indicator.alternatives.length === 1) return has(indicatorKeys(indicator))
  return indicator.alternatives.some((alternative) => has(measureKeys(alternative)))
}

/** 数据完整: 90 % of the indicators filled, and three of the last four quarters verified as far as they exist. */
function complete({ edition, values, window, verifiedQuarters }: PlatformFacts): number {
  const filled = edition.indicators.filter((indicator) => isFilled(indicator, values)).length
  const verified = verifiedQuarters.filter((quarter) => window.includes(quarter)).length
  const enough = filled >= FILLED_SHARE * edition.indicators.length - 1e-9
  return enough && verified >= Math.min(QUARTERS_NEEDED, window.length) ? 1 : 0
}

/** 服务满一年: the company has served for twelve months when the quarter ends. */
function servedAYear({ servedSince, quarter }: PlatformFacts): number | null {
  if (servedSince === null) return null
  const anniversary = `${Number(servedSince.slice(0, 4)) + 1}${servedSince.slice(4)}`
  return anniversary <= shiftDay(lastDay(quarter), 1) ? 1 : 0
}

/** Rules by the edition's own code. A `platform` key without a rule counts as missing. */
const rules: Record<string, (facts: PlatformFacts) => number | null> = {
  "DED-01": ({ sent }) => lateness(sent),
  // 抽查更正: only a spot check counts, and none is drawn yet. What street or district adjust costs nothing.
  "DED-02": () => 0,
  "REQ-10": complete,
  "REQ-11": servedAYear,
}

/** The values that the platform computes for a submission; gates are 1 for yes and 0 for no. Nobody types them. */
export function platformValues(facts: PlatformFacts): Map<string, number> {
  const computed = new Map<string, number>()
  for (const { key, provider } of facts.specs.values()) {
    if (provider !== "platform") continue
    const value = rules[key]?.(facts) ?? null
    if (value !== null) computed.set(key, value)
  }
  return computed
}
