import type { TableSheet, WriteWorkbook } from "../domain/registry/table-text.ts"
import { head, letters, main, packWorkbook, xmlText } from "./table/workbook-parts.ts"

/** Styles by their number: the default, a text, a bold text. Number format 49 is “text”: a code keeps its digits. */
const styles = `${head}<styleSheet ${main}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

function rowXml(cells: readonly string[], row: number): string {
  const style = row === 1 ? 2 : 1
  const written = cells.map((text, column) => {
    const place = `<c r="${letters(column)}${row}" s="${style}"`
    if (text === "") return `${place}/>`
    return `${place} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
  })
  return `<row r="${row}">${written.join("")}</row>`
}

/** One sheet: its first row is bold and stays in sight. */
function sheetXml({ rows, widths }: TableSheet): string {
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return [
    `${head}<worksheet ${main}><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`,
    columns.length > 0 ? `<cols>${columns.join("")}</cols>` : "",
    `<sheetData>${rows.map((cells, at) => rowXml(cells, at + 1)).join("")}</sheetData></worksheet>`,
  ].join("")
}

/**
 * A workbook of texts, never formulas or numbers, of any length. Ours, because the libraries pack what is large in a web
 * worker, which this runtime has not.
 */
export const writeWorkbook: WriteWorkbook = async (sheets) =>
  packWorkbook(
    sheets.map((sheet) => ({ name: sheet.name, xml: sheetXml(sheet) })),
    styles,
  )
