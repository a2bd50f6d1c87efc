import type { Decision, TypedDecision } from "../../domain/submission/decisions.ts"
import { accepted, type DecisionChange, sameDecision } from "../../domain/submission/saved-decisions.ts"
import { fieldsOf } from "./command.ts"

const decisions: readonly Decision[] = ["accepted", "adjusted", "asked"]
const decisionOf = (word: string | undefined) => decisions.find((one) => one === word) ?? "accepted"

/** A saved decision as the form carries it along, so that it is known which one was seen. */
export function seenText({ decision, checkedText, reasonClass = "", reason }: TypedDecision): string {
  return new URLSearchParams({ decision, checkedText, reasonClass, reason }).toString()
}

/** The same read back; what is no such text has been seen by nobody, and stands for an acceptance. */
function seenDecision(text: string): TypedDecision {
  const told = new URLSearchParams(text)
  const part = (name: string) => told.get(name) ?? ""
  return {
    decision: decisionOf(part("decision")),
    checkedText: part("checkedText"),
    reasonClass: part("reasonClass"),
    reason: part("reason"),
  }
}

/** A posted verification form: what was typed of each value, and which saved decision was seen beside it. */
export interface DecisionForm {
  typed: Map<string, TypedDecision>
  was: Map<string, TypedDecision>
}

/**
 * The decisions of a posted verification form, by key; an unknown word counts as accepted. Where a colleague's was chosen
 * (`o:` is `theirs`) it stands as typed.
 */
export function decisionForm(fields: Record<string, string>): DecisionForm {
  const checked = fieldsOf(fields, "c")
  const classes = fieldsOf(fields, "k")
  const reasons = fieldsOf(fields, "r")
  const seen = fieldsOf(fields, "w")
  const chosen = fieldsOf(fields, "o")
  const was = new Map([...seen].map(([key, text]) => [key, seenDecision(text)]))
  const typed = [...fieldsOf(fields, "d")].map(([key, word]): [string, TypedDecision] => {
    if (chosen.get(key) === "theirs") return [key, was.get(key) ?? accepted]
    const decision = {
      decision: decisionOf(word),
      checkedText: checked.get(key) ?? "",
      reasonClass: classes.get(key) ?? "",
      reason: reasons.get(key) ?? "",
    }
    return [key, decision]
  })
  return { typed: new Map(typed), was }
}

/** What a form changes of the decisions that were seen. */
export function changesOf({ typed, was }: DecisionForm): Map<string, DecisionChange> {
  const changes = [...typed].map(([key, to]) => [key, { was: was.get(key) ?? accepted, to }] as const)
  return new Map(changes.filter(([, { was, to }]) => !sameDecision(was, to)))
}

/** A form once more beside what colleagues have saved meanwhile. */
export interface MergedForm {
  /** What stands in each field: what was typed, and a colleague's decision where nothing was. */
  decisions: Map<string, TypedDecision>
  /** Keys that both have decided, differently. */
  conflicts: Set<string>
  /** Keys whose saved decision is another one than was seen. */
  moved: string[]
}

/** Puts what was typed beside what is saved now, so that neither is lost. */
export function mergedForm(
  { typed, was }: DecisionForm,
  saved: ReadonlyMap<string, TypedDecision>,
): MergedForm {
  const merged: MergedForm = { decisions: new Map(typed), conflicts: new Set(), moved: [] }
  for (const key of new Set([...typed.keys(), ...saved.keys()])) {
    const now = saved.get(key) ?? accepted
    const seen = was.get(key) ?? accepted
    const yours = typed.get(key) ?? seen
    if (sameDecision(now, seen)) continue
    merged.moved.push(key)
    if (sameDecision(yours, seen)) merged.decisions.set(key, now)
    else if (!sameDecision(yours, now)) merged.conflicts.add(key)
  }
  return merged
}

/** The marks that were ticked in it, by name. */
export function tickedMarks(fields: Record<string, string>): string[] {
  return [...fieldsOf(fields, "s")].flatMap(([name, ticked]) => (ticked === "" ? [] : [name]))
}

/** Marks whose tick is another one than was seen: settled from now on, or no longer. */
export function changedMarks(fields: Record<string, string>): Map<string, boolean> {
  const [ticked, was] = [new Set(tickedMarks(fields)), new Set(fieldsOf(fields, "t").keys())]
  const names = [...new Set([...ticked, ...was])].filter((id) => ticked.has(id) !== was.has(id))
  return new Map(names.map((id) => [id, ticked.has(id)]))
}
