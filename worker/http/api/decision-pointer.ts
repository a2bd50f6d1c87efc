import type { Fault } from "../../domain/errors.ts"
import { classRules, reasonRules } from "../../domain/submission/decisions.ts"
import { pointerOf } from "./schema-faults.ts"

/** Where what a fault names stands in a body with decisions. */
export function decisionPointer({ field, rule }: Fault): string | null {
  if (!field) return null
  if (rule === "unknown_key") return pointerOf(["decisions", field])
  if (field === "reason") return "/reason"
  const named = classRules.includes(rule)
    ? "reasonClass"
    : reasonRules.includes(rule)
      ? "reason"
      : "checkedValue"
  return pointerOf(["decisions", field, named])
}
