import type { Faster } from "./audit/faster.ts"

/**
 * The ways in which an action is refused; http/errors.ts maps each to one status:
 * not_found 404 (also another tenant's object) · forbidden 403 · conflict 409 · stale 409 · invalid 422 · too_large 413.
 */
export type ErrorCode = "not_found" | "forbidden" | "conflict" | "stale" | "invalid" | "too_large"

/** What is wrong, where and how to mend it: `code` is a rule id known to web/text, `field` names the value concerned. */
export interface Fault {
  rule: string
  field?: string
  /** Numbers and words that the sentence of the rule needs. */
  with?: Record<string, string | number>
  /** Of a check of the edition, whose id is the rule: its own words (none of an `at_most`). */
  check?: { title: { zh: string; en: string } | null; severity: "hard" | "soft" }
}

/** An action refused by a rule. `rule` is the key of its sentence in web/text. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly rule: string
  readonly faults: Fault[]
  readonly with: Record<string, string | number>
  /** Of a stale write: who was faster, where that is known. */
  readonly faster: Faster | null
  constructor(
    code: ErrorCode,
    rule: string,
    faults: Fault[] = [],
    parameters: Record<string, string | number> = {},
    faster: Faster | null = null,
  ) {
    super(`${code}: ${rule}`)
    this.code = code
    this.rule = rule
    this.faults = faults
    this.with = parameters
    this.faster = faster
  }
}
