/** Which edition scores a quarter or a year: the format of editions, part Disclosure, last paragraph. */
import { canonicalJson } from "../canonical.ts"
import { compareQuarters } from "../quarter.ts"
import { compareCodePoints } from "../text-order.ts"
import type { Edition } from "./edition.ts"

interface Dated {
  readonly effective_from: string
  readonly version: string
}

/** Versions by their parts, numbers as numbers: 1.9.0 comes before 1.10.0. Negative when `a` is the lesser. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")]
  for (let n = 0; n < Math.max(left.length, right.length); n++) {
    const [one = "", other = ""] = [left[n], right[n]]
    const numbers = /^\d+$/.test(one) && /^\d+$/.test(other) ? Number(one) - Number(other) : 0
    const order = numbers || (one === other ? 0 : compareCodePoints(one, other))
    if (order !== 0) return order
  }
  return 0
}

/**
 * The edition with the greatest `effective_from` that is not after the quarter, among equal ones the greater version;
 * null when all are later.
 */
export function editionOfQuarter<E extends Dated>(editions: readonly E[], quarter: string): E | null {
  let found: E | null = null
  for (const edition of editions)
    if (compareQuarters(edition.effective_from, quarter) <= 0)
      if (!found || isLater(edition, found)) found = edition
  return found
}

function isLater(edition: Dated, other: Dated): boolean {
  const order = compareQuarters(edition.effective_from, other.effective_from)
  return order > 0 || (order === 0 && compareVersions(edition.version, other.version) > 0)
}

/** What a score does not depend on, at whatever depth: words, sources, evidence, what is shown only, and checks. */
const WITHOUT_EFFECT = new Set([
  "version",
  "effective_from",
  "title",
  "disclaimer",
  "definition",
  "unit",
  "evidence",
  "note",
  "source",
  "direction",
  "cadence",
  "at_most",
  "carry",
  "checks",
])

/** Only `direction` of an indicator is shown and no more; that of steps decides. */
function methodOf(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(methodOf)
  if (typeof part !== "object" || part === null) return part
  const steps = "steps" in part
  const members = Object.entries(part).filter(
    ([name]) => !WITHOUT_EFFECT.has(name) || (steps && name === "direction"),
  )
  return Object.fromEntries(members.map(([name, member]) => [name, methodOf(member)]))
}

/** Whether two editions are versions of one code that differ in nothing that a score depends on: the same method. */
export function isSameMethod(a: Edition, b: Edition): boolean {
  return a === b || canonicalJson(methodOf(a)) === canonicalJson(methodOf(b))
}

/**
 * The edition that scores a year whose quarters fall under these, in their order: the last of them when all are the same
 * method; null when they are not, or there is none: then the year has no score.
 */
export function editionOfYear(editions: readonly Edition[]): Edition | null {
  const last = editions.at(-1)
  return last && editions.every((edition) => isSameMethod(edition, last)) ? last : null
}
