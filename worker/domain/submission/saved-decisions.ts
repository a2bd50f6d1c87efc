import type { TypedDecision } from "./decisions.ts"

/** Nothing saved of a value, and an acceptance, are the same. */
export const accepted: TypedDecision = { decision: "accepted", checkedText: "", reasonClass: "", reason: "" }

/** Whether two decisions say the same; texts as they stand, without what surrounds them. */
export function sameDecision(a: TypedDecision, b: TypedDecision): boolean {
  return (
    a.decision === b.decision &&
    (["checkedText", "reasonClass", "reason"] as const).every(
      (part) => (a[part] ?? "").trim() === (b[part] ?? "").trim(),
    )
  )
}

/** A decision, and the saved one that it replaces as whoever decides has seen it. */
export interface DecisionChange {
  was: TypedDecision
  to: TypedDecision
}

/** Keys whose saved decision is neither what was seen nor what it is to become: somebody else has decided meanwhile. */
export function movedDecisions(
  saved: ReadonlyMap<string, TypedDecision>,
  changes: ReadonlyMap<string, DecisionChange>,
): string[] {
  return [...changes].flatMap(([key, { was, to }]) => {
    const now = saved.get(key) ?? accepted
    return sameDecision(now, was) || sameDecision(now, to) ? [] : [key]
  })
}
