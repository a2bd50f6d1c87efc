import type { AuditCursor } from "./cursor.ts"

/** What is looked for; everything that is left out matches all. */
export interface AuditFilter {
  action?: string
  /** Kind of the object: submission, member, … */
  entity?: string
  /** A person of the own organisation. */
  userId?: string
  /** ISO instants: from `since` on, before `until`. */
  since?: string
  until?: string
  /** Id of an event, an object or a request. */
  id?: string
  /** The last event of the page before. */
  after?: AuditCursor
  /** Rows of a page; at most 1,000. */
  limit: number
}

/** One event as its organisation may see it. */
export interface AuditEntry {
  seq: number
  id: string
  at: string
  action: string
  requestId: string | null
  actor: {
    kind: "member" | "key" | "system" | "visitor"
    /** The organisation that it acted for; null for jobs and visitors. */
    organisation: { id: string; name: string } | null
    /** Only of the own organisation's people: id, and the name as long as the person is known. */
    userId: string | null
    name: string | null
    /** The person does not belong to the own organisation any more. */
    left: boolean
    /** The visible part of a key of the own organisation. */
    keyPrefix: string | null
    /** Name of a job. */
    job: string | null
  }
  object: {
    kind: string
    id: string
    /** What it is called, when the viewer may know. */
    name: string | null
    slug: string | null
    /** Of a submission or release: 2026Q3, or a year. */
    period: string | null
  }
  detail: Record<string, unknown>
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export interface AuditPage {
  events: AuditEntry[]
  /** Where the next page begins; null at the end. */
  next: AuditCursor | null
}
