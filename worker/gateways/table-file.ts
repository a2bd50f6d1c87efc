import { zipSync } from "fflate"
import { readSheet } from "read-excel-file/universal"
import { decodeCsv, parseCsv } from "../domain/csv.ts"
import type { ImportFault, ReadSheet, ReadTableFile, SheetRow } from "../domain/registry/import-table.ts"
import { unzipGuarded, ZipRefused } from "./zip-guard.ts"

const MOST_LINES = 10_000
const MOST_COLUMNS = 100
const MOST_CELLS = 300_000
/** More than a page shows. */
const MOST_FORMULAS = 500

const utf8 = new TextDecoder()

function refused(rule: string): ReadSheet {
  return { rows: [], faults: [{ rule, line: null, column: null }] }
}

const beginsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

/** The file of a workbook's first sheet; null when the workbook does not say. */
function firstSheet(files: Record<string, Uint8Array>): string | null {
  const text = (name: string) => (files[name] ? utf8.decode(files[name]) : "")
  const id = /<(?:\w+:)?sheet\b[^>]*\b\w+:id="([^"]+)"/.exec(text("xl/workbook.xml"))?.[1]
  const relations = text("xl/_rels/workbook.xml.rels").match(/<(?:\w+:)?Relationship\b[^>]*>/g) ?? []
  const relation = relations.find((one) => id !== undefined && one.includes(`Id="${id}"`))
  const target = relation && /\bTarget="([^"]+)"/.exec(relation)?.[1]
  if (target === undefined) return null
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** Where a tag says that it stands; a row has no column, a cell of some writers neither. */
function placeOf(tag: string): { letters: string; line: number } {
  const place = /\br="([^"]+)"/.exec(tag)?.[1] ?? ""
  const [, letters = "", line = place] = /^([A-Z]{1,3})(\d{1,7})$/.exec(place) ?? []
  return { letters, line: Number(line) || 0 }
}

/** Whether a sheet has cells further away or more of them than a table of ours: a reader makes every cell before them. */
function isTooWide(xml: string): boolean {
  let cells = 0
  for (const [tag] of xml.matchAll(/<(?:\w+:)?(?:c|row)\b[^>]*>/g)) {
    const { letters, line } = placeOf(tag)
    cells += 1
    if (line > MOST_LINES || columnNumber(letters) > MOST_COLUMNS || cells > MOST_CELLS) return true
  }
  return false
}

/** Cells of a sheet that hold formulas; a column is named by its letters. */
function formulas(xml: string): ImportFault[] {
  const cells = xml.matchAll(/<(?:\w+:)?c\b([^>]*[^>/]|)>([\s\S]*?)<\/(?:\w+:)?c>/g)
  const faults: ImportFault[] = []
  for (const [, attributes = "", content = ""] of cells) {
    if (!/<(?:\w+:)?f[\s>/]/.test(content)) continue
    const { letters, line } = placeOf(attributes)
    faults.push({ rule: "formula", line: line || null, column: letters || null })
    if (faults.length >= MOST_FORMULAS) break
  }
  return faults
}

/** A cell as a person would type it: days as YYYY-MM-DD. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ""
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10)
  return String(value).trim()
}

/** Number cells keep their digits: `5.10104018004E11` is the code 510104018004. */
function numberText(text: string): string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? String(number) : text
}

async function readWorkbook(bytes: Uint8Array): Promise<ReadSheet> {
  const files = unzipGuarded(bytes, (name) => name.endsWith(".xml") || name.endsWith(".rels"))
  if (!files["xl/workbook.xml"]) return refused("file_other")
  const first = firstSheet(files)
  const faults: ImportFault[] = []
  for (const name of Object.keys(files).filter((one) => /^xl\/worksheets\/[^/]+\.xml$/.test(one))) {
    const xml = utf8.decode(files[name])
    if (isTooWide(xml)) return refused("file_too_wide")
    if (first === null || name === first) faults.push(...formulas(xml))
  }
  // Packed without compression: the reader would ask for a web worker, which this runtime has not, to unpack much.
  const plain = zipSync(files, { level: 0 })
  try {
    const data = await readSheet<string>(plain.slice().buffer, { parseNumber: numberText })
    return { rows: data.map((row, at) => ({ line: at + 1, cells: row.map(cellText) })), faults }
  } catch (error) {
    // A formula may have been saved with a value that the reader takes for none of its type.
    if (faults.length > 0) return { rows: [], faults }
    throw error
  }
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

function readCsv(bytes: Uint8Array): ReadSheet {
  const text = textOf(bytes)
  // Control characters stand in no table that people save as text.
  if (text === null || /(?![\t\n\r])[\p{Cc}]/u.test(text)) return refused("file_other")
  const { records, faults } = parseCsv(text)
  if (faults.length > 0)
    return { rows: [], faults: faults.map(({ line }) => ({ rule: "csv_quotes", line, column: null })) }
  const rows = records.map(
    ({ line, fields }): SheetRow => ({ line, cells: fields.map((cell) => cell.trim()) }),
  )
  return { rows, faults: [] }
}

/** What a file is by its first bytes, not by its name. */
export const readTableFile: ReadTableFile = async (bytes) => {
  if (bytes.length === 0) return refused("file_empty")
  if (beginsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused("file_old_excel")
  if (beginsWith(bytes, 0xff, 0xfe) || beginsWith(bytes, 0xfe, 0xff)) return refused("file_utf16")
  if (beginsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refused("file_other")
  if (!beginsWith(bytes, 0x50, 0x4b)) return readCsv(bytes)
  try {
    return await readWorkbook(bytes)
  } catch (error) {
    return refused(error instanceof ZipRefused ? error.rule : "file_broken")
  }
}
