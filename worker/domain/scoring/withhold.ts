/**
 * Which indicators are withheld: the format of editions, part Disclosure. An indicator whose inputs are counts of
 * persons tells only whether its ratio reached half where all its counts are small.
 */
import { BLOCK_ROWS, type Block } from "./block.ts"
import type { DisclosureRule, Edition } from "./edition.ts"
import { type IndicatorOut, type IndicatorProgram, runIndicator } from "./indicator.ts"
import type { KeyNumber } from "./measure.ts"
import { REPORTED } from "./results.ts"
import { atLeast9, round9 } from "./rounding.ts"
import { WITHHELD } from "./table.ts"

/** An indicator with sensitive inputs, which may be withheld. */
export interface GuardedIndicator {
  /** Number in edition order. */
  readonly number: number
  readonly code: string
  /** Numbers of its sensitive inputs. */
  readonly keys: readonly number[]
  readonly program: IndicatorProgram
}

export interface DisclosureProgram extends DisclosureRule {
  /** How a small value stands in a values file: `1-4`. */
  readonly range: string
  readonly guarded: readonly GuardedIndicator[]
  /** Numbers of all sensitive keys. */
  readonly sensitive: readonly number[]
}

/** What disclosing needs of an edition; null when it discloses everything. */
export function compileDisclosure(
  edition: Edition,
  keyNumber: KeyNumber,
  programs: readonly IndicatorProgram[],
): DisclosureProgram | null {
  const { disclosure } = edition
  if (!disclosure) return null
  const guarded = edition.indicators.flatMap(({ code, inputs }, number): GuardedIndicator[] => {
    const keys = inputs.filter(({ sensitive }) => sensitive).map(({ key }) => keyNumber(key))
    return keys.length > 0 ? [{ number, code, keys, program: programs[number]! }] : []
  })
  const bases = edition.bases.filter(({ sensitive }) => sensitive).map(({ key }) => keyNumber(key))
  const sensitive = [...bases, ...guarded.flatMap(({ keys }) => keys)]
  return { ...disclosure, range: `${disclosure.from}-${disclosure.to}`, guarded, sensitive }
}

/** Whether a number is small: in `from`..`to` at 9 decimals. */
export function isSmall({ from, to }: DisclosureRule, x: number): boolean {
  if (!(x > from - NEAR && x < to + NEAR)) return false
  const rounded = round9(x)
  return rounded >= from && rounded <= to
}

/** Further than this from a whole limit, rounding to 9 decimals decides nothing. */
const NEAR = 1e-8

const small = new Uint8Array(BLOCK_ROWS)
const large = new Uint8Array(BLOCK_ROWS)
const exact: IndicatorOut = {
  state: new Uint8Array(BLOCK_ROWS),
  ratio: new Float64Array(BLOCK_ROWS),
  points: new Float64Array(BLOCK_ROWS),
  alternative: new Int16Array(BLOCK_ROWS),
  measure: null,
}

/** Whether anything among an indicator's sensitive inputs is small; fills `small` and `large` for the rows of a block. */
function findSmall(
  { keys }: GuardedIndicator,
  rule: DisclosureRule,
  block: Block,
  ranges: ReadonlyMap<number, Uint8Array>,
): boolean {
  small.fill(0, 0, block.rows)
  large.fill(0, 0, block.rows)
  let any = false
  for (const key of keys) {
    const column = block.values[key]!
    const range = ranges.get(key)
    for (let e = 0; e < block.rows; e++) {
      const x = column[e]!
      if (isSmall(rule, x) && !range?.[block.start + e]) {
        small[e] = 1
        any = true
      } else if (x > rule.to || range?.[block.start + e]) large[e] = 1
    }
  }
  return any
}

/**
 * Marks the rows of a block in which an indicator is withheld, `WITHHELD.one` where the exact ratio of the alternative
 * that counts is at least 0.5, else `WITHHELD.zero`: every number among its sensitive inputs is at most `to`, at least
 * one is small, none is a range, and its state from the exact values is `reported`. False when there is no such row.
 */
export function markWithheld(
  indicator: GuardedIndicator,
  rule: DisclosureRule,
  block: Block,
  ranges: ReadonlyMap<number, Uint8Array>,
  marks: Uint8Array,
): boolean {
  if (!findSmall(indicator, rule, block, ranges)) return false
  runIndicator(indicator.program, block, exact)
  let any = false
  for (let e = 0; e < block.rows; e++) {
    if (!small[e] || large[e] || exact.state[e] !== REPORTED) continue
    marks[block.start + e] = atLeast9(exact.ratio[e]!, 0.5) ? WITHHELD.one : WITHHELD.zero
    any = true
  }
  return any
}
