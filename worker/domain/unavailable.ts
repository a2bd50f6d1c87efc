/** Why something beneath could not do its part: only for now, and by nobody's mistake. */
export type UnavailableRule =
  | "database_away"
  | "database_locked"
  | "storage_full"
  | "files_away"
  /** A file that was written is gone or damaged: it comes back with a backup. */
  | "file_lost"
  /** A write was sent and its reply was lost: it may be written. */
  | "outcome_unknown"

/**
 * The database or the bucket does not answer in time, is locked or full. `reached` says whether what was asked may have
 * been done all the same: false only where that is certain.
 */
export class Unavailable extends Error {
  readonly rule: UnavailableRule
  readonly reached: boolean
  constructor(rule: UnavailableRule, { reached, cause }: { reached: boolean; cause: unknown }) {
    super(rule, { cause })
    this.name = "Unavailable"
    this.rule = rule
    this.reached = reached
  }
}

/** A file of the bucket that is not there, or not what was written: whoever runs the platform has to bring it back. */
export class FileLost extends Unavailable {
  readonly problem: "missing" | "damaged"
  /** The object's whole name in the bucket, for the log: made of codes, periods and hashes, nothing personal. */
  readonly key: string
  constructor(problem: "missing" | "damaged", key: string, at?: number) {
    super("file_lost", { reached: false, cause: undefined })
    this.name = "FileLost"
    this.message = `${problem}: ${key}${at === undefined ? "" : ` at ${at}`}`
    this.problem = problem
    this.key = key
  }
}

/** The Unavailable that an error is or was caused by, however drivers have wrapped it; null when there is none. */
export function unavailableIn(error: unknown, depth = 0): Unavailable | null {
  if (error instanceof Unavailable) return error
  return error instanceof Error && depth < 8 ? unavailableIn(error.cause, depth + 1) : null
}

/** Seconds after which trying again makes sense. */
export const retryAfter: Record<UnavailableRule, number> = {
  database_away: 10,
  database_locked: 5,
  storage_full: 120,
  files_away: 10,
  file_lost: 300,
  outcome_unknown: 10,
}
