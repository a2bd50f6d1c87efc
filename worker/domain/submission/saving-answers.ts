/** The answer of the filing form to single fields that were saved; the island (web/islands/saving) reads it. */
export interface FieldsSaved {
  revision: number
  /** As people read it. */
  savedAt: string
  /** Faults that concern values of others as well: only the server can tell. */
  beside: { field: string; soft: boolean; sentence: string }[]
  /** All that stands now, by the names of fields; only when somebody else has saved since the page last knew. */
  standing?: Record<string, string>
  /** Names of those who did. */
  changedBy?: string[]
}

/** A field that somebody else changed too. */
export interface Clash {
  name: string
  /** What stands there. */
  now: string
  /** Who typed it, when the record says; oneself in another window. */
  person: string | null
  self: boolean
  at: string | null
}

/** Why nothing was saved. */
export interface FieldsRefused {
  rule: string
  clashes?: Clash[]
  /** Names of fields whose text no draft can hold; the browser's own check says why. */
  held?: string[]
}
