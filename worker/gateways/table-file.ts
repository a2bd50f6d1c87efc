import { decodedText, parseCsv, separatorOf } from "../domain/csv.ts"
import { errorRecord } from "../domain/error-record.ts"
import {
  cellOf,
  MOST_FAULTS,
  type ReadSheet,
  type SheetNote,
  type SheetRow,
} from "../domain/registry/import-table.ts"
import { BudgetSpent, ReadingBudget } from "./reading-budget.ts"
import { BadCell, readSheet } from "./table/sheet.ts"
import { TableSize, TooWide } from "./table/table-size.ts"
import { readDateStyles, readStrings, readWorkbookFile } from "./table/workbook.ts"
import { NotXml } from "./table/xml-scanner.ts"
import { openZip, ZipRefused } from "./table/zip-file.ts"

const utf8 = new TextDecoder()

function refused(rule: string): ReadSheet {
  return { rows: [], faults: [{ rule, line: null, column: null }] }
}

const beginsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

/** Names that a note tells. */
const MOST_NAMES = 20

/** Where most programs keep the first sheet. */
const USUAL_SHEET = "xl/worksheets/sheet1.xml"

/** The first sheet of a workbook, the only one that is unpacked. */
function readWorkbook(bytes: Uint8Array, budget: ReadingBudget): ReadSheet {
  const files = openZip(bytes, budget)
  const text = (name: string) => {
    const file = files.read(name)
    budget.pass(file?.length ?? 0)
    return file && utf8.decode(file)
  }
  const workbook = text("xl/workbook.xml")
  if (workbook === null) return refused(files.has("word/") ? "file_word" : "file_other")
  const relations = text("xl/_rels/workbook.xml.rels") ?? ""
  const { sheet, from1904, hidden } = readWorkbookFile(workbook, relations, budget)
  const xml = text(sheet ?? USUAL_SHEET)
  if (xml === null) return refused("file_broken")
  const context = {
    strings: readStrings(text("xl/sharedStrings.xml") ?? "", budget),
    dates: readDateStyles(text("xl/styles.xml") ?? "", budget),
    from1904,
  }
  const { merged, ...read } = readSheet(xml, context, budget)
  const notes: SheetNote[] = [
    ...(merged.length > 0 ? [{ rule: "merged" as const, names: merged }] : []),
    ...(hidden.length > 0 ? [{ rule: "hidden_sheets" as const, names: hidden.slice(0, MOST_NAMES) }] : []),
    ...(files.has("xl/vbaProject") ? [{ rule: "macros" as const, names: [] }] : []),
    ...(files.has("xl/externalLinks/") ? [{ rule: "external_links" as const, names: [] }] : []),
  ]
  return notes.length > 0 ? { ...read, notes } : read
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
  // As spreadsheets save text in China.
  const text = decodedText(bytes, "utf-8") ?? decodedText(bytes, "gb18030")
  if (text === null || hasControls(text)) return refused("file_other")
  const size = new TableSize()
  const { records, faults } = parseCsv(
    text,
    (steps, fields) => {
      budget.spend(steps)
      if (fields > 0) size.row(0, fields)
    },
    separatorOf(text),
  )
  const told = faults.slice(0, MOST_FAULTS)
  if (told.length > 0)
    return { rows: [], faults: told.map(({ line }) => ({ rule: "csv_quotes", line, column: null })) }
  const rows = records.map(({ line, fields }): SheetRow => ({ line, cells: fields.map(cellOf) }))
  // Whoever writes a table ends its lines alike: where the last one has fewer cells and no end, the rest has not come.
  const last = records.at(-1)?.fields.length ?? 0
  const cut = !text.endsWith("\n") && rows.length > 1 && last < (records[0]?.fields.length ?? 0)
  return cut ? { rows, faults: [], notes: [{ rule: "cut_off", names: [] }] } : { rows, faults: [] }
}

/** Why a file was not read; what no reader throws on purpose is logged. */
function reasonOf(error: unknown): string {
  if (error instanceof ZipRefused) return error.rule
  if (error instanceof TooWide) return "file_too_wide"
  if (error instanceof BudgetSpent) return "file_bomb"
  if (!(error instanceof NotXml || error instanceof BadCell))
    console.error(JSON.stringify({ level: "error", event: "table", ...errorRecord(error) }))
  return "file_broken"
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
