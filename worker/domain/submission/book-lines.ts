import { plainText } from "../registry/names.ts"
import type { BookLine } from "./book-table.ts"

/** An estate as lists name it. */
export interface NamedEstate {
  slug: string
  name: string
}

/** A line of a book whose estate is known. */
export interface PlacedLine extends BookLine {
  slug: string
}

/** A line that cannot be placed, and why. */
export interface MisplacedLine extends BookLine {
  rule: "estate_missing" | "unknown_estate" | "estate_not_due" | "name_twice" | "duplicate_row"
  with: Record<string, string | number>
}

/** What is told of a name or a code that is none. */
const MOST_TOLD = 60
const told = (text: string) => text.slice(0, MOST_TOLD)

/** How alike two codes are: the characters with which both begin and end. */
function alike(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return start + end
}

/** The estate that was probably meant: of the same name, or with a code that differs in less than half of its signs. */
function meantBy(line: BookLine, due: readonly NamedEstate[]): NamedEstate | undefined {
  const name = plainText(line.name)
  const same = due.filter((one) => plainText(one.name) === name)
  if (name !== "" && same.length === 1) return same[0]
  const code = line.code.toLowerCase()
  if (code === "") return undefined
  const [best] = due
    .map((one) => ({ one, share: alike(one.slug, code) / Math.max(one.slug.length, code.length) }))
    .sort((a, b) => b.share - a.share)
  return best && best.share > 0.5 ? best.one : undefined
}

/**
 * Finds the estate of each line: by its code, by its name where it has no code. `due` are the estates that are filed for,
 * `others` those of the registry that were named and are not. Of lines with one estate none is placed.
 */
export function placeLines(
  lines: readonly BookLine[],
  due: readonly NamedEstate[],
  others: readonly NamedEstate[],
): { placed: PlacedLine[]; misplaced: MisplacedLine[] } {
  const bySlug = new Map(due.map((one) => [one.slug, one]))
  const byName = new Map<string, NamedEstate[]>()
  for (const one of due) byName.set(plainText(one.name), [...(byName.get(plainText(one.name)) ?? []), one])
  const misplaced: MisplacedLine[] = []
  const found: PlacedLine[] = []
  for (const line of lines) {
    const code = line.code.trim().toLowerCase()
    const named = byName.get(plainText(line.name)) ?? []
    const estate = code === "" ? (named.length === 1 ? named[0] : undefined) : bySlug.get(code)
    if (estate) {
      found.push({ ...line, slug: estate.slug })
      continue
    }
    if (code === "" && line.name === "") misplaced.push({ ...line, rule: "estate_missing", with: {} })
    else if (code === "" && named.length > 1)
      misplaced.push({ ...line, rule: "name_twice", with: { name: told(line.name), n: named.length } })
    else if (others.some(({ slug, name }) => (code === "" ? name === line.name : slug === code)))
      misplaced.push({ ...line, rule: "estate_not_due", with: { name: told(line.name || code) } })
    else {
      const meant = meantBy(line, due)
      const typed = told(line.code || line.name)
      misplaced.push({
        ...line,
        rule: "unknown_estate",
        with: meant ? { typed, meant: meant.slug, name: meant.name } : { typed },
      })
    }
  }
  const times = new Map<string, number[]>()
  for (const { slug, line } of found) times.set(slug, [...(times.get(slug) ?? []), line])
  for (const { slug, ...line } of found) {
    const all = times.get(slug) ?? []
    const other = all.find((one) => one !== line.line)
    if (other !== undefined) misplaced.push({ ...line, rule: "duplicate_row", with: { line: other } })
  }
  return {
    placed: found.filter(({ slug }) => times.get(slug)?.length === 1),
    misplaced: misplaced.sort((a, b) => a.line - b.line),
  }
}
