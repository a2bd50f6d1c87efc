/** The checks over the quarters of a values file, as `--check` prints them: values are compared as they stand there. */
import { compareQuarters, shiftQuarter } from "../quarter.ts"
import { compareCodePoints } from "../text-order.ts"
import { BLOCK_ROWS, type Block, blockOf } from "./block.ts"
import type { EditionCheck } from "./check-list.ts"
import { type BrokenSides, breaks, type CompiledChecks } from "./checks.ts"
import type { ColumnTable } from "./table.ts"
import type { QuarterValues } from "./values-file.ts"

/** A check that an estate's values in a quarter break. */
export interface BrokenRow extends BrokenSides {
  readonly estate: string
  readonly quarter: string
  readonly check: EditionCheck
}

/** Every check that does not hold: by estate in code points, then quarter, then in the order of the edition. */
export function checkQuarters(checks: CompiledChecks, quarters: readonly QuarterValues[]): BrokenRow[] {
  const rows = quarters.flatMap((quarter) => brokenIn(checks, quarter, quarters))
  return rows
    .sort(
      (a, b) =>
        compareCodePoints(a.estate, b.estate) || compareQuarters(a.quarter, b.quarter) || a.place - b.place,
    )
    .map(({ place: _, ...row }) => row)
}

type Columns = Pick<ColumnTable, "size" | "values" | "na">

/** A quarter's values with what was told of the vetoes of its cycle in every row. */
function withCycle({ compiled }: CompiledChecks, { table, cycleValues }: QuarterValues): Columns {
  if (cycleValues.size === 0) return table
  const values = table.values.map((column, key) => {
    const told = cycleValues.get(compiled.specs[key]!.key)
    return typeof told === "number" ? new Float64Array(table.size).fill(told) : column
  })
  return { ...table, values }
}

function brokenIn(checks: CompiledChecks, own: QuarterValues, all: readonly QuarterValues[]) {
  const found: (BrokenRow & { place: number })[] = []
  const earlier = Array.from({ length: checks.back }, (_, n) => {
    const quarter = all.find((one) => one.quarter === shiftQuarter(own.quarter, -1 - n))
    return columnsOf(checks, own.estates, quarter)
  })
  const { estates, quarter } = own
  const tables = [withCycle(checks, own), ...earlier]
  for (let start = 0; start < estates.length; start += BLOCK_ROWS) {
    const blocks = tables.map((table) => blockOf(table, start))
    const block = blocks.reduceRight((before: Block, one) => ({ ...one, before }))
    checks.programs.forEach((program, place) => {
      breaks(program, block, (row, sides) =>
        found.push({ estate: estates[start + row]!, quarter, check: program.check, place, ...sides }),
      )
    })
  }
  return found
}

/** The values of an earlier quarter in the rows of another one, as far as checks read them; missing where none is. */
function columnsOf(
  checks: CompiledChecks,
  estates: readonly string[],
  quarter: QuarterValues | undefined,
): Columns {
  const table = quarter && withCycle(checks, quarter)
  const rowOf = new Map(quarter?.estates.map((estate, row) => [estate, row]))
  const rows = estates.map((estate) => rowOf.get(estate) ?? -1)
  const none = new Float64Array(estates.length).fill(Number.NaN)
  const values = checks.compiled.specs.map(() => none)
  for (const key of checks.earlier)
    values[key] = Float64Array.from(rows, (row) => table?.values[key]?.[row] ?? Number.NaN)
  return { size: estates.length, values, na: values.map(() => null) }
}
