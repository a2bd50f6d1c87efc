import type { OrganisationKind } from "../actor.ts"
import { isLost } from "../release/stalled.ts"

/** What an export takes along, in this order. Each is read page by page. */
export const exportNouns = [
  "people",
  "estates",
  "quarters",
  "submissions",
  "scorecards",
  "selection",
  "audit",
] as const
export type ExportNoun = (typeof exportNouns)[number]

/** Companies and authorities have estates, organisers programmes; the platform only its people and what they did. */
export function nounsOf(kind: OrganisationKind): readonly ExportNoun[] {
  if (kind === "organiser") return ["people", "selection", "audit"]
  return kind === "company" || kind === "authority" ? exportNouns : ["people", "audit"]
}

/** An export whose row has not moved for so long (milliseconds) has lost its runner. */
export const EXPORT_STALLED_AFTER = 120_000
/** After so many runners in a row that made nothing it is given up. */
export const MOST_TAKEOVERS = 5
/** Archives of one organisation that may lie about at once. */
export const MOST_ARCHIVES = 5

/** Rows of a page. Of submissions and scorecards by estates: each has every quarter that was filed or released. */
export const exportPages = {
  estates: 500,
  submissionEstates: 25,
  scorecards: 250,
  chunks: 12,
  nominations: 250,
  audit: 1000,
}

/**
 * How far an export is. It lives in the export's row, so that any runner goes on where another one was killed: which
 * noun is at work, which page of it comes, and what has been written.
 */
export interface ExportProgress {
  noun: number
  page: number
  /** Where the page begins; null at the first. */
  after: string | null
  /** Names of the parts written so far, in the order of the archive. */
  parts: string[]
  /** Runners in a row that were lost before they made anything. */
  takeovers: number
}

export const noExport: ExportProgress = { noun: 0, page: 0, after: null, parts: [], takeovers: 0 }

/** Progress after a page: the next one of the same noun, or the first one of the next. */
export function afterPage(
  progress: ExportProgress,
  made: { part: string | null; next: string | null },
): ExportProgress {
  const parts = made.part === null ? progress.parts : [...progress.parts, made.part]
  if (made.next === null) return { noun: progress.noun + 1, page: 0, after: null, parts, takeovers: 0 }
  return { noun: progress.noun, page: progress.page + 1, after: made.next, parts, takeovers: 0 }
}

/** Pages of everything and the archive itself, as far as can be told before: for the progress bar. */
export function expectedSteps(
  kind: OrganisationKind,
  counts: { estates: number; cards: number; nominations: number; events: number },
): number {
  const pages = (n: number, size: number) => Math.max(1, Math.ceil(n / size))
  const steps: Record<ExportNoun, number> = {
    people: 1,
    estates: pages(counts.estates, exportPages.estates),
    quarters: 1,
    submissions: pages(counts.estates, exportPages.submissionEstates),
    scorecards: pages(counts.cards, exportPages.scorecards),
    selection: pages(counts.nominations, exportPages.nominations),
    audit: pages(counts.events, exportPages.audit),
  }
  return nounsOf(kind).reduce((sum, noun) => sum + steps[noun], 1)
}

/** Whether a running export has lost its runner. */
export function isExportStalled(row: { state: string; movedAt: string }, now: Date): boolean {
  return row.state === "running" && isLost(row.movedAt, now, EXPORT_STALLED_AFTER)
}

/** Name of a file of a noun: numbered when there are several pages. */
export function pageFile(name: string, page: number, next: string | null): string {
  return page === 0 && next === null ? name : `${name}-${String(page + 1).padStart(3, "0")}`
}
