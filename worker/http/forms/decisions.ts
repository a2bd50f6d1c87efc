import type { Decision, TypedDecision } from "../../domain/submission/decisions.ts"
import { fieldsOf } from "./command.ts"

const decisions: readonly Decision[] = ["accepted", "adjusted", "asked"]

/** The decisions of a posted verification form, by key; an unknown word counts as accepted. */
export function typedDecisions(fields: Record<string, string>): Map<string, TypedDecision> {
  const checked = fieldsOf(fields, "c")
  const classes = fieldsOf(fields, "k")
  const reasons = fieldsOf(fields, "r")
  return new Map(
    [...fieldsOf(fields, "d")].map(([key, word]) => [
      key,
      {
        decision: decisions.find((one) => one === word) ?? "accepted",
        checkedText: checked.get(key) ?? "",
        reasonClass: classes.get(key) ?? "",
        reason: reasons.get(key) ?? "",
      },
    ]),
  )
}

/** The marks that were ticked in it, by name. */
export function tickedMarks(fields: Record<string, string>): string[] {
  return [...fieldsOf(fields, "s")].flatMap(([name, ticked]) => (ticked === "" ? [] : [name]))
}
