import type { Fault } from "../errors.ts"
import { type KeySpec, parseKeyValue } from "../scoring/keys.ts"
import { MAX_REASON_TEXT, MAX_VALUE_TEXT, normaliseTyped } from "./typed-text.ts"

export type Decision = "accepted" | "adjusted" | "asked"

/** What an official decided on one value, as typed. */
export interface TypedDecision {
  decision: Decision
  checkedText: string
  reason: string
}

export interface CheckedDecision {
  key: string
  decision: Decision
  checkedValue: string | null
  reason: string | null
}

function checkAdjusted(spec: KeySpec, typed: TypedDecision): { text: string } | { fault: Fault } {
  const field = spec.key
  const text = normaliseTyped(spec, typed.checkedText)
  if (text === "") return { fault: { rule: "checked_value_missing", field } }
  if (text.length > MAX_VALUE_TEXT)
    return { fault: { rule: "too_long", field, with: { max: MAX_VALUE_TEXT } } }
  const parsed = parseKeyValue(spec, text)
  if ("fault" in parsed) {
    if (spec.type === "yes_no") return { fault: { rule: "not_yes_no", field, with: { typed: text } } }
    return {
      fault: {
        rule: "checked_value_wrong",
        field,
        with: { typed: text, min: spec.min, max: spec.max ?? "" },
      },
    }
  }
  return { text }
}

/**
 * Checks decisions: an adjustment needs a checked value and a reason, a question needs its words. Accepted values carry
 * nothing. Faults name the value's key.
 */
export function checkDecisions(
  specs: ReadonlyMap<string, KeySpec>,
  typed: ReadonlyMap<string, TypedDecision>,
): { decisions: CheckedDecision[]; faults: Fault[] } {
  const decisions: CheckedDecision[] = []
  const faults: Fault[] = []
  for (const [key, one] of typed) {
    const spec = specs.get(key)
    if (!spec || spec.provider === "platform") {
      faults.push({ rule: "unknown_key", field: key.slice(0, MAX_VALUE_TEXT) })
      continue
    }
    const reason = one.reason.trim()
    if (reason.length > MAX_REASON_TEXT)
      faults.push({
        rule: "reason_too_long",
        field: key,
        with: { max: MAX_REASON_TEXT, length: reason.length },
      })
    if (one.decision !== "accepted" && reason === "")
      faults.push({
        rule: one.decision === "asked" ? "question_missing" : "adjust_reason_missing",
        field: key,
      })
    const checked = one.decision === "adjusted" ? checkAdjusted(spec, one) : { text: null }
    if ("fault" in checked) faults.push(checked.fault)
    else decisions.push({ key, decision: one.decision, checkedValue: checked.text, reason: reason || null })
  }
  return { decisions, faults }
}
