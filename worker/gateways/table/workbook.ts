import { cellOf } from "../../domain/registry/import-table.ts"
import type { ReadingBudget } from "../reading-budget.ts"
import { isDateFormat, isKnownDateFormat } from "./date-format.ts"
import { XmlScanner } from "./xml-scanner.ts"

/** What is told of the name of a sheet; spreadsheets take 31 characters. */
const MOST_NAME = 31

/** What the cells of a workbook are read with. */
export interface CellContext {
  strings: readonly string[]
  /** Styles that show a number as a day. */
  dates: ReadonlySet<number>
  /** Days are counted from 1904 on. */
  from1904: boolean
}

/** A sheet as its workbook names it. */
interface NamedSheet {
  id: string | null
  name: string
  hidden: boolean
}

/**
 * The file of a workbook's first sheet that is in sight, null when the workbook does not say; where its days are counted
 * from; and the names of the sheets that are hidden.
 */
export function readWorkbookFile(
  workbook: string,
  relations: string,
  budget: ReadingBudget,
): { sheet: string | null; from1904: boolean; hidden: string[] } {
  const sheets: NamedSheet[] = []
  let from1904 = false
  for (const scanner = new XmlScanner(workbook, budget); scanner.next(); ) {
    if (scanner.name === "workbookPr" && scanner.begins)
      scanner.attributes((name, value) => {
        from1904 ||= name === "date1904" && (value === "1" || value === "true")
      })
    if (scanner.name !== "sheet" || !scanner.begins) continue
    const sheet: NamedSheet = { id: null, name: "", hidden: false }
    // The relation's id has a prefix, the sheet's own number is called sheetId.
    scanner.attributes((name, value) => {
      if (name === "id") sheet.id = value
      if (name === "name") sheet.name = value.slice(0, MOST_NAME)
      if (name === "state") sheet.hidden = value === "hidden" || value === "veryHidden"
    })
    sheets.push(sheet)
  }
  const { id = null } = sheets.find(({ hidden }) => !hidden) ?? sheets[0] ?? {}
  const hidden = sheets.filter((one) => one.hidden).map(({ name }) => name)
  return { sheet: id === null ? null : targetOf(relations, id, budget), from1904, hidden }
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
