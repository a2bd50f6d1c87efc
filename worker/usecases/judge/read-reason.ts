import { DomainError, type Fault } from "../../domain/errors.ts"
import { MAX_REASON_TEXT } from "../../domain/submission/typed-text.ts"

/**
 * The reason of a change by hand, trimmed. DomainError invalid when it is too long; `explain` with what it is needed for
 * when it is missing.
 */
export function readReason(typed: string, { soft }: { soft: readonly Fault[] }): string {
  const reason = typed.trim()
  if ([...reason].length > MAX_REASON_TEXT)
    throw new DomainError("invalid", "invalid", [
      { rule: "judge_reason_long", field: "reason", with: { max: MAX_REASON_TEXT } },
    ])
  if (soft.length > 0 && reason === "") throw new DomainError("invalid", "explain", [...soft])
  return reason
}
