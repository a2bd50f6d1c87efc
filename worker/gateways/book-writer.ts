import {
  type BookAdvice,
  type BookCell,
  type BookLook,
  type BookSheet,
  bookLooks,
  isKeptNumber,
  type WriteBook,
} from "../domain/submission/book-sheet.ts"
import { head, letters, main, packWorkbook, xmlText } from "./table/workbook-parts.ts"

/** What spreadsheets take at most in the message of a cell. */
const MOST_ADVICE = { title: 32, text: 255 }

/** The colours of the design (web/styles/tokens.css) as a spreadsheet takes them: fill and text. */
const colours: Record<BookLook, { fill: string | null; text: string; bold?: true; border?: string }> = {
  plain: { fill: null, text: "FF1D2421" },
  title: { fill: "FFF0F4F1", text: "FF1D2421", bold: true },
  head: { fill: "FFE3ECE6", text: "FF1D2421", bold: true },
  note: { fill: "FFF0F4F1", text: "FF4C5753" },
  name: { fill: "FFF0F4F1", text: "FF1D2421", bold: true },
  open: { fill: null, text: "FF1D2421" },
  filled: { fill: "FFF6EDD5", text: "FF1D2421" },
  shut: { fill: "FFE8E8E6", text: "FF6B7370" },
  bad: { fill: "FFF6CFCB", text: "FF1D2421", border: "FFA02020" },
  why: { fill: "FFFBEEEC", text: "FF1D2421" },
}

/** Cells that are typed into have the format “general”, so that a number typed there is a number. */
const typedInto: readonly BookLook[] = ["open", "filled", "shut", "bad"]

function stylesXml(): string {
  const each = (part: (look: BookLook) => string) => bookLooks.map(part).join("")
  const fonts = each((look) => {
    const { bold, text } = colours[look]
    return `<font>${bold ? "<b/>" : ""}<sz val="11"/><color rgb="${text}"/><name val="Calibri"/></font>`
  })
  const fills = each((look) => {
    const { fill } = colours[look]
    return fill === null
      ? '<fill><patternFill patternType="none"/></fill>'
      : `<fill><patternFill patternType="solid"><fgColor rgb="${fill}"/></patternFill></fill>`
  })
  const side = (name: string, colour: string, style: string) =>
    `<${name} style="${style}"><color rgb="${colour}"/></${name}>`
  const borders = each((look) => {
    const { border } = colours[look]
    const sides = ["left", "right", "top", "bottom"].map((name) =>
      side(name, border ?? "FFD5DBD7", border ? "medium" : "thin"),
    )
    return `<border>${sides.join("")}<diagonal/></border>`
  })
  const cells = each((look) => {
    const at = bookLooks.indexOf(look)
    const format = typedInto.includes(look) ? 0 : 49
    const wrap = look === "head" || look === "why" || look === "plain"
    const alignment = wrap ? '<alignment vertical="top" wrapText="1"/>' : '<alignment vertical="top"/>'
    return `<xf numFmtId="${format}" fontId="${at + 1}" fillId="${at + 2}" borderId="${at + 1}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
  })
  const n = bookLooks.length
  const font = '<font><sz val="11"/><name val="Calibri"/></font>'
  const none =
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
  const border = "<border><left/><right/><top/><bottom/><diagonal/></border>"
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
  return `${head}<styleSheet ${main}><fonts count="${n + 1}">${font}${fonts}</fonts><fills count="${n + 2}">${none}${fills}</fills><borders count="${n + 1}">${border}${borders}</borders><cellStyleXfs count="1">${plain}</cellStyleXfs><cellXfs count="${n + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

function cellXml({ text, look }: BookCell, place: string): string {
  const start = `<c r="${place}" s="${bookLooks.indexOf(look) + 1}"`
  if (text === "") return `${start}/>`
  if (typedInto.includes(look) && isKeptNumber(text)) return `${start}><v>${text}</v></c>`
  return `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

function paneXml({ rows, columns }: BookSheet["frozen"]): string {
  if (rows === 0 && columns === 0) return ""
  const split = `${columns ? ` xSplit="${columns}"` : ""}${rows ? ` ySplit="${rows}"` : ""}`
  const pane = rows && columns ? "bottomRight" : rows ? "bottomLeft" : "topRight"
  return `<pane${split} topLeftCell="${letters(columns)}${rows + 1}" activePane="${pane}" state="frozen"/>`
}

const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

/** The message of a column and its choices; a spreadsheet warns of other texts and lets them stand: we say what is wrong. */
function adviceXml(advice: readonly BookAdvice[], from: number, to: number): string {
  if (advice.length === 0 || to < from) return ""
  const all = advice.map(({ column, title, text, choices }) => {
    const offered = choices.length > 0
    const list = offered ? `<formula1>"${xmlText(choices.join(","))}"</formula1>` : ""
    const place = `${letters(column)}${from}:${letters(column)}${to}`
    const words = `promptTitle="${xmlText(cut(title, MOST_ADVICE.title))}" prompt="${xmlText(cut(text, MOST_ADVICE.text))}"`
    const kind = offered ? ' type="list" errorStyle="warning" showErrorMessage="1"' : ""
    return `<dataValidation${kind} allowBlank="1" showInputMessage="1" ${words} sqref="${place}">${list}</dataValidation>`
  })
  return `<dataValidations count="${all.length}">${all.join("")}</dataValidations>`
}

function sheetXml(sheet: BookSheet): string {
  const { rows, widths, frozen, advice } = sheet
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const written = rows.map((cells, at) => {
    const own = cells.map((cell, column) => cellXml(cell, `${letters(column)}${at + 1}`))
    return `<row r="${at + 1}">${own.join("")}</row>`
  })
  return [
    `${head}<worksheet ${main}><sheetViews><sheetView workbookViewId="0">${paneXml(frozen)}</sheetView></sheetViews>`,
    columns.length > 0 ? `<cols>${columns.join("")}</cols>` : "",
    `<sheetData>${written.join("")}</sheetData>`,
    adviceXml(advice, frozen.rows + 1, rows.length),
    "</worksheet>",
  ].join("")
}

/**
 * A book to be filled in: coloured cells, frozen head, messages and drop-downs; no formula. Ours, as the writer of tables
 * is (table-writer.ts): what the libraries pack in a web worker does not run here.
 */
export const writeBook: WriteBook = (sheets) =>
  packWorkbook(
    sheets.map((sheet) => ({ name: sheet.name, xml: sheetXml(sheet) })),
    stylesXml(),
  ).slice()
