import { decodeCsv, parseCsv } from "../domain/csv.ts"
import type { ReadSheet, SheetRow } from "../domain/registry/import-table.ts"
import { BudgetSpent, ReadingBudget } from "./reading-budget.ts"
import { readSheet, TooWide } from "./table/sheet.ts"
import { readDateStyles, readStrings, readWorkbookFile } from "./table/workbook.ts"
import { openZip, ZipRefused } from "./table/zip-file.ts"

const utf8 = new TextDecoder()

function refused(rule: string): ReadSheet {
  return { rows: [], faults: [{ rule, line: null, column: null }] }
}

const beginsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

/** Where most programs keep the first sheet. */
const USUAL_SHEET = "xl/worksheets/sheet1.xml"

/** The first sheet of a workbook, the only one that is unpacked. */
function readWorkbook(bytes: Uint8Array, budget: ReadingBudget): ReadSheet {
  const files = openZip(bytes, budget)
  const text = (name: string) => {
    const file = files.read(name)
    return file && utf8.decode(file)
  }
  const workbook = text("xl/workbook.xml")
  if (workbook === null) return refused("file_other")
  const relations = text("xl/_rels/workbook.xml.rels") ?? ""
  const { sheet, from1904 } = readWorkbookFile(workbook, relations, budget)
  const xml = text(sheet ?? USUAL_SHEET)
  if (xml === null) return refused("file_broken")
  const context = {
    strings: readStrings(text("xl/sharedStrings.xml") ?? "", budget),
    dates: readDateStyles(text("xl/styles.xml") ?? "", budget),
    from1904,
  }
  return readSheet(xml, context, budget)
}

/** Text as spreadsheets save it in China: UTF-8, otherwise GB 18030; null when it is neither. */
function textOf(bytes: Uint8Array): string | null {
  const decoded = decodeCsv(bytes)
  if ("text" in decoded) return decoded.text
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Whether a text has control characters, which stand in no table that people save as text. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 127 && code < 160)) return true
  }
  return false
}

function readCsv(bytes: Uint8Array, budget: ReadingBudget): ReadSheet {
  budget.spend(bytes.length)
  const text = textOf(bytes)
  if (text === null || hasControls(text)) return refused("file_other")
  const { records, faults } = parseCsv(text, (steps) => budget.spend(steps))
  if (faults.length > 0)
    return { rows: [], faults: faults.map(({ line }) => ({ rule: "csv_quotes", line, column: null })) }
  const rows = records.map(
    ({ line, fields }): SheetRow => ({ line, cells: fields.map((cell) => cell.trim()) }),
  )
  return { rows, faults: [] }
}

/** Why a file was not read. */
function reasonOf(error: unknown): string {
  if (error instanceof ZipRefused) return error.rule
  if (error instanceof TooWide) return "file_too_wide"
  return error instanceof BudgetSpent ? "file_bomb" : "file_broken"
}

/** Reads a table file by its first bytes, not by its name. Its faults say why it is none. */
export async function readTableFile(
  bytes: Uint8Array,
  budget = new ReadingBudget(bytes.length),
): Promise<ReadSheet> {
  if (bytes.length === 0) return refused("file_empty")
  if (beginsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused("file_old_excel")
  if (beginsWith(bytes, 0xff, 0xfe) || beginsWith(bytes, 0xfe, 0xff)) return refused("file_utf16")
  if (beginsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refused("file_other")
  try {
    return beginsWith(bytes, 0x50, 0x4b) ? readWorkbook(bytes, budget) : readCsv(bytes, budget)
  } catch (error) {
    return refused(reasonOf(error))
  }
}
