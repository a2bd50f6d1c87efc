import writeExcelFile from "write-excel-file/universal"
import type { TableSheet, WriteWorkbook } from "../domain/registry/table-text.ts"

function sheetOf({ name, rows, widths }: TableSheet) {
  const [header = [], ...body] = rows
  return {
    sheet: name,
    data: [
      header.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
      // Texts, never formulas or numbers: a code keeps its digits.
      ...body.map((row) => row.map((value) => ({ value, type: String, format: "@" }))),
    ],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }
}

/** A workbook of texts. */
export const writeWorkbook: WriteWorkbook = async (sheets) => {
  const blob = await writeExcelFile(sheets.map(sheetOf)).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}
