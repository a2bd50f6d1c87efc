import { strToU8, zipSync } from "fflate"
import type { TableSheet, WriteWorkbook } from "../domain/registry/table-text.ts"

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packages = "http://schemas.openxmlformats.org/package/2006"
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"

/** Styles by their number: the default, a text, a bold text. Number format 49 is “text”: a code keeps its digits. */
const styles = `${head}<styleSheet ${main}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
/** What XML can hold; everything else is left out. */
const unfit = /(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu
const xmlText = (text: string) => text.replace(unfit, "").replace(/[&<>"]/g, (mark) => marks[mark] ?? "")

/** A, …, Z, AA, … for a column's number from 0. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

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

/** What the workbook is made of, and how its parts belong together. */
function frame(sheets: readonly TableSheet[]): Record<string, string> {
  const each = (part: (name: string, number: number) => string) =>
    sheets.map(({ name }, at) => part(name, at + 1)).join("")
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`
  const part = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${spreadsheet}.${type}+xml"/>`
  return {
    "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("xl/workbook.xml", "sheet.main")}${part("xl/styles.xml", "styles")}${each((_, number) => part(`xl/worksheets/sheet${number}.xml`, "worksheet"))}</Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `${head}<workbook ${main} xmlns:r="${relationships}"><sheets>${each((name, number) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packages}/relationships">${each((_, number) => relation(`rId${number}`, "worksheet", `worksheets/sheet${number}.xml`))}${relation("rIdStyles", "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": styles,
  }
}

/**
 * A workbook of texts, never formulas or numbers, of any length. Ours, because the libraries pack what is large in a web
 * worker, which this runtime has not.
 */
export const writeWorkbook: WriteWorkbook = async (sheets) => {
  const files = frame(sheets)
  for (const [at, sheet] of sheets.entries()) files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet)
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))
}
