import type { AuditEntry } from "./entry.ts"

/** Saves within so long after the first one read as one. */
export const JOIN_MINUTES = 10

/** An event as it reads in a list: several saves of one person on one form are one. */
export interface ReadEntry extends AuditEntry {
  /** How many events it stands for, and the instant of the first. */
  saves: number
  from: string
}

const one = (entry: AuditEntry): ReadEntry => ({ ...entry, saves: 1, from: entry.at })
const objectOf = ({ object }: AuditEntry) => `${object.kind}/${object.id}`
const isSave = (entry: AuditEntry) => entry.action === "submission.save" && entry.object.kind === "submission"

/** Whose save of which part it is. */
function seriesOf({ actor, detail }: AuditEntry): string {
  return JSON.stringify([
    actor.kind,
    actor.userId,
    actor.keyPrefix,
    actor.organisation?.id,
    detail["provider"],
  ])
}

/** Two saves as one: what stood before the first, and what stands after the second, of all that differs. */
function joined(first: ReadEntry, second: AuditEntry): ReadEntry {
  const before = { ...second.before, ...first.before }
  const after = { ...first.after, ...second.after }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((name) => (before[name] ?? null) !== (after[name] ?? null))
  const only = (fields: Record<string, unknown>) =>
    Object.fromEntries(changed.map((name) => [name, fields[name] ?? null]))
  return {
    ...second,
    before: first.before === null ? null : only(before),
    after: only(after),
    saves: first.saves + 1,
    from: first.from,
  }
}

/**
 * A page of events, newest first, as people read it: saves of one person on one form within ten minutes are one, unless
 * something else happened to the form in between. The record keeps each; exports and programs read it whole.
 */
export function joinSaves(events: readonly AuditEntry[]): ReadEntry[] {
  const read: ReadEntry[] = []
  const open = new Map<string, number>()
  for (const entry of events.toReversed()) {
    const object = objectOf(entry)
    const at = open.get(object)
    const last = at === undefined ? undefined : read[at]
    const soon = last && Date.parse(entry.at) - Date.parse(last.from) <= JOIN_MINUTES * 60_000
    if (last && soon && isSave(entry) && seriesOf(last) === seriesOf(entry)) {
      read[at as number] = joined(last, entry)
      continue
    }
    if (isSave(entry)) open.set(object, read.length)
    else open.delete(object)
    read.push(one(entry))
  }
  return read.sort((a, b) => (a.at === b.at ? b.seq - a.seq : a.at < b.at ? 1 : -1))
}
