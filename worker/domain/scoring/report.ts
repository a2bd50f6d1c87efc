/** The tables of the scoring command, and their text as CSV or JSON. */
import { csvCell } from "../csv.ts"
import { compareCodePoints } from "../text-order.ts"
import type { BrokenRow } from "./check-quarters.ts"
import type { CompiledEdition } from "./compile.ts"
import type { PeriodResults, PeriodRow, ScoredQuarter } from "./periods.ts"
import { numberText } from "./rounding.ts"
import { dimensionScoresAt, plainIndicatorAt } from "./view.ts"

export type ReportCell = string | number | null

export interface Report {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ReportCell[])[]
}

const TOTAL_COLUMNS =
  "estate,quarter,base,bonus,deductions,final,ranking,rank,band,gates_failed,vetoes".split(",")
const RANGE_COLUMNS = ["rank_p5", "rank_p50", "rank_p95"]
const DETAIL_COLUMNS = "estate,quarter,code,state,measure,ratio,points".split(",")
const CHECK_COLUMNS = "estate,quarter,check,severity,left,right".split(",")

/** One row per estate and period: by estate in code points, then quarters, each year after its quarters. */
export function totalsReport(results: Pick<PeriodResults, "rows">, ranges: boolean): Report {
  const rows = [...results.rows]
  rows.sort((a, b) => compareCodePoints(a.estate, b.estate) || periodOrder(a, b))
  return {
    columns: ranges ? [...TOTAL_COLUMNS, ...RANGE_COLUMNS] : TOTAL_COLUMNS,
    rows: rows.map((row) => [...totalCells(row), ...(ranges ? rangeCells(row) : [])]),
  }
}

/** `2023` sorts after `2023Q4` and before `2024Q1`. */
function periodOrder(a: PeriodRow, b: PeriodRow): number {
  return compareCodePoints(a.period.padEnd(6, "~"), b.period.padEnd(6, "~"))
}

function totalCells({ estate, period, totals, rank, band, gatesFailed, vetoes }: PeriodRow): ReportCell[] {
  const numbers = totals
    ? [totals.base, totals.bonus, totals.deductions, totals.final, totals.ranking]
    : [null, null, null, null, null]
  return [estate, period, ...numbers, rank, band, gatesFailed.join(";") || null, vetoes.join(";") || null]
}

function rangeCells({ range }: PeriodRow): ReportCell[] {
  return range ? [range.p5, range.p50, range.p95] : [null, null, null]
}

/** One row per estate, quarter and indicator, then its dimensions; both in edition order. */
export function detailReport(compiled: CompiledEdition, results: PeriodResults): Report {
  const blocks = results.quarters.flatMap((quarter) =>
    quarter.estates.map((estate, row) => ({ estate, quarter, row })),
  )
  blocks.sort((a, b) => compareCodePoints(a.estate, b.estate))
  const rows: ReportCell[][] = []
  for (const { estate, quarter, row } of blocks)
    for (const cells of detailCells(compiled, quarter, row)) rows.push([estate, quarter.quarter, ...cells])
  return { columns: DETAIL_COLUMNS, rows }
}

function detailCells(compiled: CompiledEdition, { scores }: ScoredQuarter, row: number): ReportCell[][] {
  const indicators = compiled.edition.indicators.map((_, number) => {
    const { code, state, measure, ratio, points } = plainIndicatorAt(compiled, scores, row, number)
    return [code, state, measure, ratio, points]
  })
  const dimensions = dimensionScoresAt(compiled, scores, row).map(({ code, ratio, points }) => [
    code,
    null,
    null,
    ratio,
    points,
  ])
  return [...indicators, ...dimensions]
}

/** One row per check that does not hold, as `checkQuarters` orders them. */
export function checkReport(broken: readonly BrokenRow[]): Report {
  const rows = broken.map(({ estate, quarter, check, left, right }) => [
    estate,
    quarter,
    check.id,
    check.severity,
    left,
    right,
  ])
  return { columns: CHECK_COLUMNS, rows }
}

/** Comma-separated lines under a header, ended by line feeds. */
export function reportCsv({ columns, rows }: Report): string {
  const lines = rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? numberText(cell) : csvCell(cell))).join(","),
  )
  return `${[columns.join(","), ...lines].join("\n")}\n`
}

/** One array of objects, one per line. */
export function reportJson({ columns, rows }: Report): string {
  const lines = rows.map((row) => {
    const members = row.map((cell, n) => `${JSON.stringify(columns[n])}:${jsonCell(cell)}`)
    return `{${members.join(",")}}`
  })
  return lines.length === 0 ? "[]\n" : `[\n${lines.join(",\n")}\n]\n`
}

function jsonCell(cell: ReportCell): string {
  return typeof cell === "number" ? numberText(cell) : JSON.stringify(cell)
}
