import type { AuditQuery, FilterFaults } from "../../../web/pages/audit/audit-filter.tsx"
import type { Text } from "../../../web/text/text.ts"
import { readCursor } from "../../domain/audit/cursor.ts"
import type { AuditFilter } from "../../domain/audit/entry.ts"
import { shiftDay, startOfDay } from "../../domain/quarter.ts"
import { cleanText } from "./read-form.ts"

/** The beginning of a day in Asia/Shanghai, `later` days on; null for a text that is no day. */
function dayStart(day: string, later = 0): string | null {
  try {
    return new Date(startOfDay(later === 0 ? day : shiftDay(day, later))).toISOString()
  } catch {
    return null
  }
}

const MOST = 80

/** What an address asks of the audit log: as typed, as a filter, and what is wrong with it. */
export function readAuditQuery(
  text: Text,
  asked: Record<string, string>,
): { query: AuditQuery; filter: Omit<AuditFilter, "limit">; faults: FilterFaults } {
  const field = (name: keyof AuditQuery) =>
    cleanText(asked[name] ?? "")
      .trim()
      .slice(0, MOST) || undefined
  const names = ["action", "entity", "person", "from", "to", "id", "after"] as const
  const query: AuditQuery = Object.fromEntries(names.map((name) => [name, field(name)]))
  const { action, entity, person: userId, from, to, id, after } = query
  const since = from ? dayStart(from) : undefined
  const until = to ? dayStart(to, 1) : undefined
  const faults: FilterFaults = {}
  if (since === null) faults.from = text.audit.filter.wrongDay
  if (until === null) faults.to = text.audit.filter.wrongDay
  if (since && until && since >= until) faults.to = text.audit.filter.wrongOrder
  const filter = {
    action,
    entity,
    userId,
    id,
    since: since ?? undefined,
    until: until ?? undefined,
    // A place that was edited by hand begins at the newest event.
    after: after ? (readCursor(after) ?? undefined) : undefined,
  }
  return { query, filter, faults }
}
