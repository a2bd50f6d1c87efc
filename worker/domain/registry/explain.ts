import { DomainError, type Fault } from "../errors.ts"
import { MAX_REASON_TEXT } from "../submission/typed-text.ts"

/** Refuses what is wrong, and what needs a reason and has none: DomainError `invalid`, the second with rule `explain`. */
export function requireExplained(hard: readonly Fault[], soft: readonly Fault[], reason: string): void {
  if (hard.length > 0) throw new DomainError("invalid", "invalid", [...hard])
  if (reason.length > MAX_REASON_TEXT)
    throw new DomainError("invalid", "invalid", [
      { rule: "reason_too_long", field: "reason", with: { length: reason.length, max: MAX_REASON_TEXT } },
    ])
  if (soft.length > 0 && reason === "") throw new DomainError("invalid", "explain", [...soft])
}

/** What an audit event says of faults that were explained. */
export function explained(soft: readonly Fault[], reason: string): Record<string, unknown> {
  return soft.length > 0 ? { explained: soft.map(({ rule }) => rule), reason } : {}
}
