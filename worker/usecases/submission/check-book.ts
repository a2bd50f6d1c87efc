import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import type { ReadSheet } from "../../domain/registry/import-table.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { type MisplacedLine, type PlacedLine, placeLines } from "../../domain/submission/book-lines.ts"
import { type ReadBook, readBook } from "../../domain/submission/book-table.ts"
import type { UseCaseContext } from "../context.ts"
import { askedBook } from "./open-book.ts"
import { bookLines, type CheckedLine, type OpenBookLines } from "./open-book-lines.ts"

/** What a file is, and what it would do. */
export interface CheckedBook extends Pick<ReadBook, "faults" | "notes" | "columns"> {
  edition: Edition
  placed: PlacedLine[]
  misplaced: MisplacedLine[]
  lines: CheckedLine[]
  /** The same, to be entered. */
  opened: OpenBookLines
  /** Estates that are filed for and do not stand in the file. */
  absent: number
}

/** Rows without an estate, as lines that no act can enter: what asks for all of them is refused. */
export function withoutEstate(misplaced: readonly MisplacedLine[]): PlacedLine[] {
  return misplaced.map((line) => ({ ...line, slug: "" }))
}

/**
 * Checks a whole book by the rules of the form; nothing is written. Two round trips, and one more for every 50 estates.
 * Errors: forbidden, not_found (no quarter).
 */
export async function checkBook(
  ctx: UseCaseContext<MemberActor>,
  quarter: string,
  sheet: ReadSheet,
): Promise<CheckedBook> {
  askedBook(ctx, quarter)
  const found = await ctx.read.books.estates(quarter)
  if (!found) throw new DomainError("not_found", "not_found")
  const edition = await ctx.read.editions.get(found.editionId)
  const { lines: read, ...told } = readBook(sheet, editionKeys(edition))
  const { placed, misplaced } = placeLines(read, found.due, found.others)
  const opened = await bookLines.open(ctx, { quarter, asked: placed })
  const { lines } = opened
  const met = new Set([
    ...placed.map(({ slug }) => slug),
    ...misplaced.flatMap(({ code, with: { meant } }) => [code.trim().toLowerCase(), String(meant ?? "")]),
  ])
  const absent = found.due.filter(({ slug }) => !met.has(slug)).length
  return { ...told, edition, placed, misplaced, lines, opened, absent }
}
