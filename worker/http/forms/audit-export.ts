import { exportRow } from "../../../web/pages/audit/event-words.ts"
import type { Text } from "../../../web/text/text.ts"
import { formatNumber } from "../../../web/ui/format.ts"
import type { AuditEntry, AuditFilter, AuditPage } from "../../domain/audit/entry.ts"
import { csvCell } from "../../domain/csv.ts"

/** Most events of one export, and how many are held in memory at a time. */
export const EXPORT_ROWS = 10_000
const AT_ONCE = 500

type Filter = Omit<AuditFilter, "limit">
type ReadPage = (filter: AuditFilter) => Promise<AuditPage>

/** How a kind of file begins, writes events, and ends; `cut`: there are more than it may hold. */
export interface ExportFormat {
  begin: string
  events(entries: readonly AuditEntry[], first: boolean): string
  end(cut: boolean): string
}

/** For a spreadsheet: UTF-8 with a mark of order, cells that no spreadsheet takes for a formula. */
export function csvFormat(text: Text): ExportFormat {
  const line = (cells: readonly (string | number | null)[]) => `${cells.map(csvCell).join(",")}\r\n`
  return {
    begin: `\uFEFF${line(text.audit.csvColumns)}`,
    events: (entries) => entries.map((entry) => line(exportRow(text, entry))).join(""),
    end: (cut) => (cut ? line([text.audit.cut(formatNumber(EXPORT_ROWS))]) : ""),
  }
}

/** For programs: every event as it is kept, with what was asked for. */
export function jsonFormat(head: Record<string, unknown>): ExportFormat {
  return {
    begin: `${JSON.stringify(head).slice(0, -1)},"events":[`,
    events: (entries, first) =>
      entries.map((entry, at) => `${first && at === 0 ? "" : ","}\n${JSON.stringify(entry)}`).join(""),
    end: (cut) => `\n],"cut":${cut}}\n`,
  }
}

/** A file of the events that a filter finds, newest first, page by page, so that no more than one is in memory. */
export async function* exportParts(
  read: ReadPage,
  filter: Filter,
  format: ExportFormat,
): AsyncGenerator<string, void, undefined> {
  let page = await read({ ...filter, limit: AT_ONCE })
  let written = page.events.length
  yield format.begin + format.events(page.events, true)
  while (page.next && written < EXPORT_ROWS) {
    page = await read({ ...filter, after: page.next, limit: AT_ONCE })
    yield format.events(page.events, written === 0)
    written += page.events.length
  }
  yield format.end(page.next !== null)
}
