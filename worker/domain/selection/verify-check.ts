import { canonicalJson } from "../canonical.ts"
import { sha256 } from "../scoring/sha256.ts"
import type { WorkingCalendar } from "../working-days.ts"
import type { EvaluateRule } from "./expression.ts"

/** One thing that was checked: how many times, and what was wrong, in the archive's own names. */
export interface Check {
  name:
    | "rules"
    | "figures"
    | "eligibility"
    | "conflicts"
    | "assignment"
    | "first_list"
    | "later_lists"
    | "notices"
    | "objections"
    | "awards"
  count: number
  faults: string[]
}

/** What checking needs from outside: the rules' language and the calendar. */
export interface VerifyDeps {
  evaluate: EvaluateRule
  calendar: WorkingCalendar
}

/** Whether a document is what its hash says. */
export function hashFault(what: string, document: unknown, hash: string): string[] {
  const found = sha256(canonicalJson(document))
  return found === hash ? [] : [`${what}: its hash is ${found}, not ${hash}`]
}
