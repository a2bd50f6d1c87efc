import type { Text } from "../../../web/text/text.ts"
import { formatPeriod } from "../../../web/ui/format.ts"
import { previousQuarter } from "../../domain/quarter.ts"
import { csvFile } from "../../domain/registry/table-text.ts"
import type { Edition, Indicator } from "../../domain/scoring/edition.ts"
import { editionKeys, type KeySpec } from "../../domain/scoring/keys.ts"
import type { BookCell, BookLook, BookSheet } from "../../domain/submission/book-sheet.ts"
import { naAllowedKeys } from "../../domain/submission/faults.ts"
import type { Book, BookRow } from "../../usecases/submission/open-book.ts"

/** What a returned book marks: its bad cells by estate and key, and why, by estate. */
export interface BookMarks {
  /** What was written into each cell, by slug and key. */
  typed: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Keys of bad cells, by slug. */
  bad: ReadonlyMap<string, ReadonlySet<string>>
  why: ReadonlyMap<string, string>
  reasons: ReadonlyMap<string, string>
  /** Rows whose estate is not known, as they were written. */
  strangers: readonly {
    name: string
    code: string
    cells: ReadonlyMap<string, string>
    reason: string
    why: string
  }[]
}

/** Rows above the estates: title, names, keys, units, ranges. */
const HEAD_ROWS = 5

const cellsOf = (look: BookLook, texts: readonly string[]): BookCell[] =>
  texts.map((text) => ({ text, look }))

/** What a key may be, in words. */
function boundsOf(text: Text, edition: Edition, spec: KeySpec): string {
  const { sheet } = text.books
  const na = naAllowedKeys(edition).has(spec.key)
  if (spec.type === "yes_no")
    return sheet.choices([sheet.yes, sheet.no, ...(na ? [sheet.notApplicable] : [])].join(" / "))
  const [min, max] = [String(spec.min), spec.max === null ? null : String(spec.max)]
  const range = spec.values
    ? sheet.oneOf(spec.values.join(" / "))
    : max === null
      ? sheet.atLeast(min)
      : sheet.between(min, max)
  const other = spec.at_most && editionKeys(edition).get(spec.at_most)?.title[text.language]
  const above = other ? `${text.site.listComma}${sheet.notAbove(other)}` : ""
  return `${range}${above}${na ? sheet.orNotApplicable : ""}`
}

function choicesOf(text: Text, edition: Edition, spec: KeySpec): string[] {
  const { sheet } = text.books
  if (spec.values) return spec.values.map(String)
  if (spec.type !== "yes_no") return []
  return [sheet.yes, sheet.no, ...(naAllowedKeys(edition).has(spec.key) ? [sheet.notApplicable] : [])]
}

const indicatorOf = (edition: Edition, { indicator }: KeySpec): Indicator | undefined =>
  edition.indicators.find(({ code }) => code === indicator)

function definitionOf(text: Text, edition: Edition, spec: KeySpec): string {
  const { language } = text
  const item = [...edition.gates, ...edition.bonuses, ...edition.deductions, ...edition.vetoes].find(
    ({ code }) => code === spec.key,
  )
  const indicator = indicatorOf(edition, spec)
  if (item) return item.definition[language]
  return indicator ? `${indicator.title[language]}${text.site.colon}${indicator.definition[language]}` : ""
}

/** A value as people write it. */
function shownText(text: Text, value: string): string {
  const { sheet } = text.books
  if (value === "yes") return sheet.yes
  if (value === "no") return sheet.no
  return value === "NA" ? sheet.notApplicable : value
}

/** The reason that stands for all of a row; several different ones are left to the form. */
function standingReason({ reasons }: BookRow): string {
  const told = [...new Set(reasons.values())]
  return told.length === 1 ? (told[0] ?? "") : ""
}

function valueCell(text: Text, row: BookRow, key: string, marks: BookMarks | null): BookCell {
  const typed = marks?.typed.get(row.slug)?.get(key)
  const standing = row.texts.get(key) ?? (row.locked === null ? row.carried.get(key) : undefined)
  const shown = typed ?? (standing === undefined ? "" : shownText(text, standing))
  if (marks?.bad.get(row.slug)?.has(key)) return { text: shown, look: "bad" }
  if (!row.mine.has(key) || row.locked !== null) return { text: shown, look: "shut" }
  return { text: shown, look: standing === undefined ? "open" : "filled" }
}

/** The rows of a book as they stand under its head, without looks: what its CSV has too. */
function rowCells(text: Text, book: Book, row: BookRow, marks: BookMarks | null): BookCell[] {
  const { bad, why, reasons } = marks ?? {}
  const named = bad?.get(row.slug)?.has("") ? "bad" : "name"
  return [
    { text: row.name, look: named },
    { text: row.slug, look: "note" },
    ...book.keys.map((key) => valueCell(text, row, key, marks)),
    { text: reasons?.get(row.slug) ?? standingReason(row), look: "open" },
    ...(why ? [{ text: why.get(row.slug) ?? "", look: "why" as const }] : []),
  ]
}

/** The head of a book: names, keys, units and ranges of its columns. */
function headTexts(text: Text, book: Book, edition: Edition) {
  const { sheet } = text.books
  const specs = book.keys.flatMap((key) => editionKeys(edition).get(key) ?? [])
  return {
    names: [sheet.estate, sheet.code, ...specs.map(({ title }) => title[text.language]), sheet.reason],
    keys: [sheet.key, "", ...book.keys, ""],
    units: [sheet.unit, "", ...specs.map(({ unit }) => unit?.[text.language] ?? ""), ""],
    bounds: [sheet.bounds, "", ...specs.map((spec) => boundsOf(text, edition, spec)), ""],
    specs,
  }
}

function explainingSheet(text: Text, book: Book, edition: Edition): BookSheet {
  const { sheet } = text.books
  const { titles, cadences } = sheet
  const { specs } = headTexts(text, book, edition)
  const other = text.language === "zh" ? "en" : "zh"
  const lines = specs.map((spec) => {
    const indicator = indicatorOf(edition, spec)
    return cellsOf("plain", [
      spec.title[text.language],
      spec.title[other],
      spec.key,
      definitionOf(text, edition, spec),
      indicator ? cadences[indicator.cadence] : "",
      boundsOf(text, edition, spec),
      indicator?.evidence[text.language] ?? "",
    ])
  })
  const { name, english, key, definition, cadence, bounds, evidence } = titles
  return {
    name: sheet.explaining,
    rows: [
      ...sheet.rules.map((rule) => cellsOf("title", [rule])),
      cellsOf("head", [name, english, key, definition, cadence, bounds, evidence]),
      ...lines,
    ],
    widths: [24, 24, 22, 60, 14, 24, 40],
    frozen: { rows: 0, columns: 0 },
    advice: [],
  }
}

/** What was verified of the quarter before: to look up, nothing of it is read. */
function lastSheet(text: Text, book: Book, edition: Edition): BookSheet {
  const { sheet } = text.books
  const { names, keys: codes, units } = headTexts(text, book, edition)
  const without = (texts: string[]) => texts.slice(0, -1)
  return {
    name: sheet.last,
    rows: [
      cellsOf("title", [sheet.lastTop(formatPeriod(text, previousQuarter(book.quarter)))]),
      cellsOf("head", without(names)),
      cellsOf("note", without(codes)),
      cellsOf("note", without(units)),
      ...book.rows.map((row): BookCell[] => [
        { text: row.name, look: "name" },
        { text: row.slug, look: "note" },
        ...book.keys.map((key): BookCell => {
          const value = row.last.get(key)
          return { text: value === undefined ? "" : shownText(text, value), look: "shut" }
        }),
      ]),
    ],
    widths: [18, 22, ...book.keys.map(() => 14)],
    frozen: { rows: HEAD_ROWS - 1, columns: 2 },
    advice: [],
  }
}

/** What columns with a choice take: the words of their lists. */
function choiceSheet(text: Text, book: Book, edition: Edition): BookSheet {
  const { sheet } = text.books
  const { specs } = headTexts(text, book, edition)
  const lines = specs.flatMap((spec) => {
    const choices = choicesOf(text, edition, spec)
    return choices.length === 0 ? [] : [[spec.title[text.language], spec.key, choices.join(" / ")]]
  })
  const { name, key } = sheet.titles
  return {
    name: sheet.choiceSheet,
    rows: [cellsOf("head", [name, key, sheet.choiceSheet]), ...lines.map((line) => cellsOf("plain", line))],
    widths: [30, 24, 40],
    frozen: { rows: 1, columns: 0 },
    advice: [],
  }
}

/** The sheets of a book, with what was wrong in it where it is returned. */
export function bookSheets(
  text: Text,
  book: Book,
  organisation: string,
  marks: BookMarks | null = null,
): BookSheet[] {
  const { edition, keys, rows, quarter, deadlineDay } = book
  if (!edition) return []
  const { sheet } = text.books
  const { names, keys: codes, units, bounds, specs } = headTexts(text, book, edition)
  const top = [
    sheet.top(formatPeriod(text, quarter), organisation),
    sheet.colours,
    ...(deadlineDay ? [sheet.deadline(deadlineDay)] : []),
    sheet.edition(`${edition.code} ${edition.version}`),
  ]
  const end = (look: BookLook, words: string): BookCell[] => (marks ? [{ text: words, look }] : [])
  const filling: BookSheet = {
    name: sheet.name,
    rows: [
      cellsOf("title", [top.join("　")]),
      [...cellsOf("head", names), ...end("bad", sheet.why)],
      [...cellsOf("note", codes), ...end("note", "")],
      [...cellsOf("note", units), ...end("note", "")],
      [...cellsOf("note", bounds), ...end("note", "")],
      ...rows.map((row) => rowCells(text, book, row, marks)),
      ...(marks?.strangers ?? []).map(({ name, code, cells, reason, why }) => [
        ...cellsOf("bad", [name, code]),
        ...cellsOf("open", [...keys.map((key) => cells.get(key) ?? ""), reason]),
        { text: why, look: "why" as const },
      ]),
    ],
    widths: [18, 22, ...keys.map(() => 14), 28, ...(marks ? [60] : [])],
    frozen: { rows: HEAD_ROWS, columns: 2 },
    advice: specs.map((spec, at) => ({
      column: at + 2,
      title: spec.title[text.language],
      text: [definitionOf(text, edition, spec), boundsOf(text, edition, spec)].filter(Boolean).join("\n"),
      choices: choicesOf(text, edition, spec),
    })),
  }
  return [
    filling,
    explainingSheet(text, book, edition),
    lastSheet(text, book, edition),
    choiceSheet(text, book, edition),
  ]
}

/** The same as text: names, keys and the estates. */
export function bookCsv(text: Text, book: Book): string {
  if (!book.edition) return csvFile([])
  const { names, keys } = headTexts(text, book, book.edition)
  const rows = book.rows.map((row) => rowCells(text, book, row, null).map((cell) => cell.text))
  return csvFile([names, keys, ...rows])
}
