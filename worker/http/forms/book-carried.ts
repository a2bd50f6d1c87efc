import { z } from "zod"
import { DomainError } from "../../domain/errors.ts"
import { MOST_ROWS } from "../../domain/registry/import-table.ts"
import type { MisplacedLine, PlacedLine } from "../../domain/submission/book-lines.ts"
import type { BookLine } from "../../domain/submission/book-table.ts"
import { cleanText } from "./read-form.ts"

/** The lines of a book that was checked, as the page sends them along; they are checked again. */
export interface CarriedBook {
  placed: PlacedLine[]
  misplaced: MisplacedLine[]
  columns: ReadonlyMap<string, string>
}

const text = z.string().max(2001)
const misplacedRules = [
  "estate_missing",
  "unknown_estate",
  "estate_not_due",
  "name_twice",
  "duplicate_row",
] as const
const line = z.tuple([z.number().int().min(1), text, text, text, text, z.array(text).max(200)])
const told = z.tuple([
  z.enum(misplacedRules),
  z.record(z.string().max(20), z.union([z.string().max(200), z.number()])),
])
const carried = z.object({
  keys: z.array(z.tuple([z.string().max(64), z.string().max(3)])).max(200),
  lines: z.array(line).max(MOST_ROWS),
  misplaced: z.array(z.tuple([line, told])).max(MOST_ROWS),
})

/** As JSON, each text once and no key twice. */
export function carriedText({ placed, misplaced, columns }: CarriedBook): string {
  const keys = [...columns]
  const lineOf = (one: BookLine, slug: string) => [
    one.line,
    slug,
    one.name,
    one.code,
    one.reason,
    keys.map(([key]) => one.cells.get(key) ?? ""),
  ]
  return JSON.stringify({
    keys,
    lines: placed.map((one) => lineOf(one, one.slug)),
    misplaced: misplaced.map((one) => [lineOf(one, ""), [one.rule, one.with]]),
  })
}

/** A field that holds JSON, of no type yet; null where it holds none. */
export function parsedField(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "")
  } catch {
    return null
  }
}

/** What `carriedText` made. Throws DomainError invalid for anything else. */
export function readCarried(sent: string): CarriedBook {
  try {
    const { keys, lines, misplaced } = carried.parse(parsedField(sent))
    const lineOf = ([at, slug, name, code, reason, texts]: z.infer<typeof line>): PlacedLine => ({
      ...{
        line: at,
        slug: cleanText(slug),
        name: cleanText(name),
        code: cleanText(code),
        reason: cleanText(reason),
      },
      cells: new Map(
        keys.flatMap(([key], column) => {
          const cell = cleanText(texts[column] ?? "")
          return cell === "" ? [] : [[key, cell] as const]
        }),
      ),
    })
    return {
      placed: lines.map(lineOf),
      misplaced: misplaced.map(([one, [rule, more]]) => ({ ...lineOf(one), rule, with: more })),
      columns: new Map(keys),
    }
  } catch {
    throw new DomainError("invalid", "bad_request")
  }
}
