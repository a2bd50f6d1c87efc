import type { BookFaultRow, BookResult } from "../../../web/pages/filing/book-result.ts"
import { faultSentence } from "../../../web/text/fault-sentence.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import type { Text } from "../../../web/text/text.ts"
import type { Fault } from "../../domain/errors.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { MisplacedLine } from "../../domain/submission/book-lines.ts"
import { CARRY_RULE } from "../../domain/submission/carried.ts"
import { isWholeMark } from "../../domain/submission/faults.ts"
import type { CheckedLine } from "../../usecases/submission/open-book-lines.ts"
import type { CarriedBook } from "./book-carried.ts"
import type { BookMarks } from "./book-sheets.ts"

const isDay = (typed: unknown) => typeof typed === "string" && /^\d{4}-\d{2}-\d{2}/.test(typed)

/** Why a cell is bad; a number that the spreadsheet took for a day says so. */
export function cellSentence(text: Text, edition: Edition, fault: Fault): string {
  const said = faultSentence(text, editionKeys(edition), fault)
  const typed = fault.with?.["typed"]
  const day = fault.rule === "not_a_number" && isDay(typed)
  return day ? `${said}${text.books.rules.date_typed({ typed: String(typed) })}` : said
}

/** Why a line has no estate. */
export function misplacedSentence(text: Text, { rule, with: told }: MisplacedLine): string {
  return text.books.rules[rule](told)
}

/** Why nothing of an estate can be typed. */
export function lockedSentence(text: Text, { locked }: Pick<CheckedLine, "locked">): string {
  if (locked === "forbidden") return text.filing.locked.forbidden
  return locked ? refusalSentence(text, { rule: locked }) : ""
}

/** All that is wrong with a checked book, by the cells of the file. */
export function bookResult(
  text: Text,
  edition: Edition | null,
  { placed, misplaced, columns }: CarriedBook,
  lines: readonly CheckedLine[],
): BookResult {
  const typedAt = new Map(placed.map((line) => [line.slug, line.cells]))
  const rowOf = (line: CheckedLine, fault: Fault): BookFaultRow => {
    const key = fault.field ?? ""
    const letters = columns.get(key)
    return {
      line: line.line,
      cell: letters ? `${letters}${line.line}` : null,
      estate: line.name,
      typed: typedAt.get(line.slug)?.get(key) ?? "",
      why: edition ? cellSentence(text, edition, fault) : fault.rule,
      rule: fault.rule,
    }
  }
  const lineRow = (line: { line: number; name: string }, why: string, rule: string): BookFaultRow => ({
    ...{ line: line.line, cell: null, estate: line.name, typed: "", why, rule },
  })
  const of = (state: CheckedLine["state"]) => lines.filter((line) => line.state === state)
  const [good, bad, shut] = [of("good"), of("bad"), of("shut")]
  const wrong = [
    ...bad.flatMap((line) => line.hard.map((fault) => rowOf(line, fault))),
    ...shut.map((line) => lineRow(line, lockedSentence(text, line), line.locked ?? "")),
    ...misplaced.map((line) =>
      lineRow({ ...line, name: line.name || line.code }, misplacedSentence(text, line), line.rule),
    ),
  ].sort((a, b) => a.line - b.line)
  // What cannot be looked at before more is filled in is said when it is sent.
  const askedOf = (line: CheckedLine) =>
    line.soft.filter(
      ({ rule, field = "", with: told }) =>
        told?.["without"] === undefined && rule !== CARRY_RULE && !isWholeMark(field),
    )
  const sum = (of: "added" | "changed" | "confirmed") => good.reduce((all, line) => all + line[of], 0)
  return {
    rows: placed.length + misplaced.length,
    good: good.length,
    added: sum("added"),
    changed: sum("changed"),
    confirmed: sum("confirmed"),
    same: of("same").length,
    bad: bad.length,
    badCells: bad.reduce((all, line) => all + line.hard.length, 0),
    shut: shut.length + misplaced.length,
    soft: good.filter((line) => askedOf(line).length > 0).length,
    wrong,
    asked: good.flatMap((line) => askedOf(line).map((fault) => rowOf(line, fault))),
  }
}

/** What a returned book marks. */
export function bookMarks(
  text: Text,
  edition: Edition,
  { placed, misplaced }: CarriedBook,
  lines: readonly CheckedLine[],
): BookMarks {
  const wrong = lines.filter(({ state }) => state === "bad" || state === "shut")
  return {
    typed: new Map(placed.map(({ slug, cells }) => [slug, cells])),
    reasons: new Map(placed.map(({ slug, reason }) => [slug, reason])),
    bad: new Map(wrong.map(({ slug, hard }) => [slug, new Set(hard.map(({ field }) => field ?? ""))])),
    why: new Map(
      wrong.map((line) => [
        line.slug,
        line.state === "shut"
          ? lockedSentence(text, line)
          : line.hard.map((fault) => cellSentence(text, edition, fault)).join("\n"),
      ]),
    ),
    strangers: misplaced.map((line) => ({
      name: line.name,
      code: line.code,
      cells: line.cells,
      reason: line.reason,
      why: misplacedSentence(text, line),
    })),
  }
}
