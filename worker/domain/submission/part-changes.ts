/** One save of a part, as its own organisation may know of it. */
export interface PartChange {
  /** ISO instant. */
  at: string
  /** The person's name; null for a program, and for somebody who has gone. */
  person: string | null
  program: boolean
  /** The one who asks did it, in another window. */
  self: boolean
  /** As in the record: `households`, `households.reason`. */
  fields: readonly string[]
}

/** What one person or program changed, over all its saves. */
export interface ChangedBy extends Omit<PartChange, "at"> {
  /** Of the latest of them. */
  at: string
}

/** Saves by who did them, the latest first, each field once: with whom changed it last. */
export function byPerson(changes: readonly PartChange[]): ChangedBy[] {
  const seen = new Set<string>()
  const found = new Map<string, ChangedBy>()
  for (const change of changes) {
    const fields = change.fields.filter((field) => !seen.has(field))
    for (const field of fields) seen.add(field)
    if (fields.length === 0) continue
    const who = `${change.self} ${change.program} ${change.person}`
    const known = found.get(who)
    found.set(who, known ? { ...known, fields: [...known.fields, ...fields] } : { ...change, fields })
  }
  return [...found.values()]
}

/** Who changed a field last, or null when the record does not say. */
export function lastOf(changes: readonly PartChange[], field: string): PartChange | null {
  return changes.find((change) => change.fields.includes(field)) ?? null
}
