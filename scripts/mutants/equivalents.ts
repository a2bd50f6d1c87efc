import { readFileSync } from "node:fs"
import type { Fault } from "./fault.ts"

/** A fault that changes nothing that anybody could see, and why. */
export interface Equivalent {
  id: string
  file: string
  operator: string
  inside: string
  before: string
  after: string
  reason: string
}

/** More of a draw than this share may not be taken out of the count. */
export const MOST_EQUIVALENT = 0.1

const fields = ["id", "file", "operator", "inside", "before", "after", "reason"] as const

/** The list in a file. Errors: an entry without a reason, or with a field missing, is named. */
export function readEquivalents(file: string): Equivalent[] {
  const read = JSON.parse(readFileSync(file, "utf8")) as Partial<Equivalent>[]
  return read.map((entry) => {
    const missing = fields.find((field) => !entry[field]?.trim())
    if (missing)
      throw new Error(`${file}: ${entry.id ?? "an entry"} (${entry.before ?? "?"}) has no ${missing}`)
    return entry as Equivalent
  })
}

/** Entries that stand for no fault any more: their code has changed. */
export function outdated(list: readonly Equivalent[], faults: readonly Fault[]): Equivalent[] {
  const ids = new Set(faults.map(({ id }) => id))
  return list.filter(({ id }) => !ids.has(id))
}
