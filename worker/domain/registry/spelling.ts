import { ordinaryWidth, plainText } from "./names.ts"

/** One character and its pinyin without tone; null for what is not Chinese. */
export interface SpeltCharacter {
  origin: string
  pinyin: string | null
}

/** Spells Chinese characters; made by gateways/pinyin.ts. */
export type Spell = (text: string) => SpeltCharacter[]

const MAX_SLUG = 60

/** Full pinyin and initials of a name; other letters and digits stand in both. */
function spellings(name: string, spell: Spell): string[] {
  const spelt = spell(name)
  const full = spelt.map(({ origin, pinyin }) => pinyin ?? origin).join("")
  const initials = spelt.map(({ origin, pinyin }) => pinyin?.[0] ?? origin).join("")
  return [plainText(full), plainText(initials)]
}

/** What a search for an estate looks through: its names, their pinyin and initials, its street; words by one space. */
export function searchTextOf(
  estate: { name: string; formerNames: readonly string[]; streetName: string | null },
  spell: Spell,
): string {
  const words = [estate.name, ...estate.formerNames].flatMap((name) => [
    plainText(name),
    ...spellings(name, spell),
  ])
  if (estate.streetName) words.push(plainText(estate.streetName))
  return [...new Set(words.filter((word) => word !== ""))].join(" ")
}

/** The words of a search, each to be found somewhere in an estate's search text. */
export function searchWords(q: string): string[] {
  const words = q.slice(0, 100).split(/\s+/).map(plainText)
  return words.filter((word) => word !== "").slice(0, 5)
}

/**
 * The beginning of an address, from a name: `jin-he-li`, at most 60 characters; `otherwise` where nothing can be spelt.
 * What stands further behind than any name is long is not spelt, which takes a hundred times as long as reading it.
 */
export function slugBase(name: string, spell: Spell, otherwise = "estate"): string {
  const parts: string[] = []
  let run = ""
  for (const { origin, pinyin } of spell(ordinaryWidth(name).slice(0, MAX_SLUG))) {
    const letters = (pinyin ?? origin).toLowerCase().replace(/[^a-z0-9]/g, "")
    if (pinyin === null && letters !== "") {
      run += letters
      continue
    }
    if (run !== "") parts.push(run)
    run = ""
    if (letters !== "") parts.push(letters)
  }
  if (run !== "") parts.push(run)
  let slug = ""
  for (const part of parts) {
    const longer = slug === "" ? part.slice(0, MAX_SLUG) : `${slug}-${part}`
    if (longer.length > MAX_SLUG) break
    slug = longer
  }
  return slug || otherwise
}

/** The first address of a base that nobody has: `jin-he-li`, `jin-he-li-2`, … */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}-${number}`)) number++
  return `${base}-${number}`
}
