import type { Fault } from "../errors.ts"
import type { Edition } from "../scoring/edition.ts"
import { editionKeys, type KeySpec, parseKeyValue } from "../scoring/keys.ts"
import { type ReasonClass, reasonClassOf } from "./adjustments.ts"
import { naAllowedKeys } from "./faults.ts"
import { MAX_REASON_TEXT, MAX_VALUE_TEXT, normaliseTyped } from "./typed-text.ts"

export type Decision = "accepted" | "adjusted" | "asked"

/** What an official decided on one value, as typed. */
export interface TypedDecision {
  decision: Decision
  checkedText: string
  /** Of an adjustment: one of the fixed list; absent or empty where none was chosen. */
  reasonClass?: string
  reason: string
}

export interface CheckedDecision {
  key: string
  decision: Decision
  checkedValue: string | null
  reasonClass: ReasonClass | null
  reason: string | null
}

function checkAdjusted(
  spec: KeySpec,
  typed: TypedDecision,
  naAllowed: boolean,
): { text: string } | { fault: Fault } {
  const field = spec.key
  const text = normaliseTyped(spec, typed.checkedText)
  if (text === "") return { fault: { rule: "checked_value_missing", field } }
  if (text.length > MAX_VALUE_TEXT)
    return { fault: { rule: "too_long", field, with: { max: MAX_VALUE_TEXT } } }
  if (text === "NA" && !naAllowed) return { fault: { rule: "na_not_here", field } }
  const parsed = parseKeyValue(spec, text)
  if ("fault" in parsed) {
    if (spec.type === "yes_no") return { fault: { rule: "not_yes_no", field, with: { typed: text } } }
    if (spec.values)
      return { fault: { rule: "not_one_of", field, with: { typed: text, values: spec.values.join("/") } } }
    return {
      fault: {
        rule: "checked_value_wrong",
        field,
        with: { typed: text, min: spec.min, max: spec.max ?? "", whole: spec.type === "integer" ? 1 : 0 },
      },
    }
  }
  return { text }
}

/** What is wrong with the words beside a decision: missing where it needs them, typed where they would be lost. */
function wordFaults(
  field: string,
  { decision, checkedText, reasonClass = "", reason }: TypedDecision,
): Fault[] {
  const faults: Fault[] = []
  if (decision === "adjusted" && reasonClassOf(reasonClass) === null)
    faults.push({ rule: "adjust_class_missing", field })
  const { length } = reason.trim()
  if (length > MAX_REASON_TEXT)
    faults.push({ rule: "reason_too_long", field, with: { max: MAX_REASON_TEXT, length } })
  if (length === 0 && decision === "adjusted") faults.push({ rule: "adjust_reason_missing", field })
  if (length === 0 && decision === "asked") faults.push({ rule: "question_missing", field })
  if (length > 0 && decision === "accepted") faults.push({ rule: "reason_unused", field })
  if (checkedText.trim() !== "" && decision !== "adjusted")
    faults.push({ rule: "checked_value_unused", field })
  return faults
}

/** Rules about the class of an adjustment's reason. */
export const classRules: readonly string[] = ["adjust_class_missing"]

/** Rules about the words beside a decision; all others are about its checked value. */
export const reasonRules: readonly string[] = [
  "reason_too_long",
  "adjust_reason_missing",
  "question_missing",
  "reason_unused",
]

/**
 * Checks decisions: an adjustment needs a checked value, a reason and its class, a question needs its words. An acceptance carries
 * nothing: a value or words typed beside it would be lost, so they are faults. Faults name the value's key.
 */
export function checkDecisions(
  edition: Edition,
  typed: ReadonlyMap<string, TypedDecision>,
): { decisions: CheckedDecision[]; faults: Fault[] } {
  const specs = editionKeys(edition)
  const naAllowed = naAllowedKeys(edition)
  const decisions: CheckedDecision[] = []
  const faults: Fault[] = []
  const unknown = [...typed.keys()].filter((key) => (specs.get(key)?.provider ?? "platform") === "platform")
  if (unknown[0] !== undefined) {
    const field = unknown[0].slice(0, MAX_VALUE_TEXT)
    faults.push({ rule: "unknown_key", field, with: { n: unknown.length } })
  }
  for (const [key, one] of typed) {
    const spec = specs.get(key)
    if (!spec || unknown.includes(key)) continue
    faults.push(...wordFaults(key, one))
    const checked =
      one.decision === "adjusted" ? checkAdjusted(spec, one, naAllowed.has(key)) : { text: null }
    if ("fault" in checked) faults.push(checked.fault)
    else
      decisions.push({
        key,
        decision: one.decision,
        checkedValue: checked.text,
        reasonClass: one.decision === "adjusted" ? reasonClassOf(one.reasonClass ?? "") : null,
        reason: one.reason.trim() || null,
      })
  }
  return { decisions, faults }
}

/** What is wrong with the reason of a verification that is taken back. */
export function takingBackFaults(reason: string): Fault[] {
  const { length } = reason
  if (length === 0) return [{ rule: "taking_back_reason_missing", field: "reason" }]
  if (length <= MAX_REASON_TEXT) return []
  return [{ rule: "reason_too_long", field: "reason", with: { max: MAX_REASON_TEXT, length } }]
}
