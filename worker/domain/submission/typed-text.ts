import type { KeySpec } from "../scoring/keys.ts"
import { readNumber } from "./number-text.ts"

/** Longest text kept of one value; what is longer is a fault, never cut. */
export const MAX_VALUE_TEXT = 64
/** Longest reason for a soft fault or a decision. */
export const MAX_REASON_TEXT = 1000

const notApplicable = new Set(["NA", "N/A", "不适用"])
const yes = new Set(["yes", "是", "有"])
const no = new Set(["no", "否", "无"])

/**
 * Brings what a person typed into the form of the edition's format: numbers as `readNumber` understands them, full-width
 * letters as plain ones, `不适用` becomes NA, 是/否 become yes/no. Anything else stays as it was typed, so that the fault
 * can show it.
 */
export function normaliseTyped(spec: Pick<KeySpec, "type" | "unit">, typed: string): string {
  const text = typed.normalize("NFKC").trim()
  if (text === "") return ""
  if (notApplicable.has(text.toUpperCase())) return "NA"
  if (spec.type === "yes_no") return yes.has(text) ? "yes" : no.has(text) ? "no" : text
  return readNumber(spec, typed)
}
