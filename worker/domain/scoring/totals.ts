/** Bonus, deductions, final and ranking. Bonus and deductions are capped and rounded before they enter. */
import type { Edition } from "./edition.ts"
import type { KeyNumber } from "./measure.ts"
import type { Totals } from "./results.ts"
import { roundTo } from "./rounding.ts"

/** The sum of points of one list of items, capped and rounded, over a block's columns. */
export type ItemSum = (columns: readonly Float64Array[], rows: number, out: Float64Array) => void

/** The sum of bonuses, up to the edition's cap. */
export function compileBonuses(edition: Edition, keyNumber: KeyNumber): ItemSum {
  const items = edition.bonuses.map(({ code }) => ({ key: keyNumber(code), each: 1, max: Number.MAX_VALUE }))
  return itemSum(items, edition.bonus_cap, edition.rounding.total)
}

/** The sum of deductions, each up to its own most and together up to the edition's cap. */
export function compileDeductions(edition: Edition, keyNumber: KeyNumber): ItemSum {
  const items = edition.deductions.map(({ code, each, max }) => ({ key: keyNumber(code), each, max }))
  return itemSum(items, edition.deduction_cap, edition.rounding.total)
}

function itemSum(
  items: readonly { key: number; each: number; max: number }[],
  cap: number,
  places: number | null,
): ItemSum {
  return (columns, rows, out) => {
    out.fill(0)
    for (const { key, each, max } of items) addItem(columns[key]!, rows, each, max, out)
    for (let e = 0; e < rows; e++) {
      const sum = out[e]!
      if (sum !== 0) out[e] = roundTo(Math.min(sum, cap), places)
    }
  }
}

function addItem(column: Float64Array, rows: number, each: number, max: number, out: Float64Array): void {
  for (let e = 0; e < rows; e++) {
    const points = each * column[e]!
    if (points > 0) out[e] = out[e]! + Math.min(points, max)
  }
}

/** final = base + bonus − deductions, never below 0; ranking = base − deductions; both rounded. */
export function totalsOf(
  base: number,
  bonus: number,
  deductions: number,
  places: number | null,
): Pick<Totals, "final" | "ranking"> {
  const final = roundTo(base + bonus - deductions, places)
  return { final: Math.max(final, 0), ranking: roundTo(base - deductions, places) }
}
