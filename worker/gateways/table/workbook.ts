import { cellOf } from "../../domain/registry/import-table.ts"
import type { ReadingBudget } from "../reading-budget.ts"
import { isDateFormat, isKnownDateFormat } from "./date-format.ts"
import { XmlScanner } from "./xml-scanner.ts"

/** What the cells of a workbook are read with. */
export interface CellContext {
  strings: readonly string[]
  /** Styles that show a number as a day. */
  dates: ReadonlySet<number>
  /** Days are counted from 1904 on. */
  from1904: boolean
}

/** The file of a workbook's first sheet, null when the workbook does not say; and where its days are counted from. */
export function readWorkbookFile(
  workbook: string,
  relations: string,
  budget: ReadingBudget,
): { sheet: string | null; from1904: boolean } {
  const found: { id: string | null; from1904: boolean } = { id: null, from1904: false }
  for (const scanner = new XmlScanner(workbook, budget); found.id === null && scanner.next(); ) {
    if (scanner.name === "workbookPr" && scanner.begins)
      scanner.attributes((name, value) => {
        found.from1904 ||= name === "date1904" && (value === "1" || value === "true")
      })
    if (scanner.name !== "sheet" || !scanner.begins) continue
    // The relation's id has a prefix, the sheet's own number is called sheetId.
    scanner.attributes((name, value) => {
      if (name === "id") found.id = value
    })
  }
  const { id, from1904 } = found
  return { sheet: id === null ? null : targetOf(relations, id, budget), from1904 }
}

function targetOf(relations: string, id: string, budget: ReadingBudget): string | null {
  for (const scanner = new XmlScanner(relations, budget); scanner.next(); ) {
    if (scanner.name !== "Relationship" || !scanner.begins) continue
    const found: Record<string, string> = {}
    scanner.attributes((name, value) => {
      if (name === "Id" || name === "Target") found[name] = value
    })
    const target = found["Target"]
    if (found["Id"] === id && target !== undefined)
      return target.startsWith("/") ? target.slice(1) : `xl/${target}`
  }
  return null
}

/** A text as a spreadsheet means it: `_x000D_` stands for a sign that XML cannot hold. */
export function plainText(text: string): string {
  if (!text.includes("_x")) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** The texts that cells share, in order, as long as one is looked at; how they are to be pronounced is left out. */
export function readStrings(xml: string, budget: ReadingBudget): string[] {
  const strings: string[] = []
  let [text, spoken] = ["", false]
  for (const scanner = new XmlScanner(xml, budget); scanner.next(); ) {
    const { name, begins, ends } = scanner
    if (name === "t" && ends && !begins && !spoken) text += scanner.text
    if (name === "rPh") spoken = begins && !ends
    if (name === "si" && begins) text = ""
    if (name === "si" && ends) strings.push(cellOf(plainText(text)))
  }
  return strings
}

/** The styles that show a number as a day, by their place. */
export function readDateStyles(xml: string, budget: ReadingBudget): Set<number> {
  const own = new Map<number, boolean>()
  const dates = new Set<number>()
  let [inCells, place] = [false, 0]
  for (const scanner = new XmlScanner(xml, budget); scanner.next(); ) {
    const { name, begins, ends } = scanner
    if (name === "cellXfs") inCells = begins && !ends
    if (!begins || (name !== "numFmt" && !(name === "xf" && inCells))) continue
    let [id, format] = [-1, ""]
    scanner.attributes((attribute, value) => {
      if (attribute === "numFmtId") id = Number(value)
      if (attribute === "formatCode") format = value
    })
    if (name === "numFmt") own.set(id, isDateFormat(format))
    else if (own.get(id) ?? isKnownDateFormat(id)) dates.add(place++)
    else place += 1
  }
  return dates
}
