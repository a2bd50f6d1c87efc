import { estateColumns } from "../../domain/registry/import-estates.ts"

interface TableRow {
  name: string
  formerNames: string[]
  placeCode: string
  builtYear: number | null
  households: number | null
  microGrids: number | null
  gridWorkers: number | null
  generalGrids: number | null
  company: string | null
  uscc: string | null
  fromDate: string | null
  toDate: string | null
}

/** Estates as a file that can be imported again: the columns of its template, in their order. */
export function estateLines(rows: readonly TableRow[]): string[][] {
  return rows.map((row) =>
    estateColumns.map(({ field }) => {
      const value = row[field]
      return Array.isArray(value) ? value.join("、") : String(value ?? "")
    }),
  )
}
