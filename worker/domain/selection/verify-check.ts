import { canonicalJson } from "../canonical.ts"
import { sha256 } from "../scoring/sha256.ts"
import type { WorkingCalendar } from "../working-days.ts"
import type { EvaluateRule } from "./expression.ts"

/** One thing that was checked: how many times, and what was wrong, in the archive's own names. */
export interface Check {
  name:
    | "chain"
    | "rules"
    | "figures"
    | "eligibility"
    | "conflicts"
    | "assignment"
    | "reviews"
    | "first_list"
    | "later_lists"
    | "notices"
    | "objections"
    | "awards"
    | "certificates"
    | "revocations"
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

/** What stands more than once, as a sentence each. */
export function doubles(what: string, names: readonly (string | number)[]): string[] {
  const seen = new Set<string | number>()
  const twice = new Set<string | number>()
  for (const name of names) {
    if (seen.has(name)) twice.add(name)
    seen.add(name)
  }
  return [...twice].map((name) => `${what} ${name} stands more than once`)
}

/** Numbers of a part are 1, 2, 3 …, in any order. */
export function gaps(what: string, numbers: readonly number[]): string[] {
  const known = new Set(numbers)
  const missing = numbers.flatMap((_, at) => (known.has(at + 1) ? [] : [`${what} ${at + 1} is missing`]))
  return [...doubles(what, numbers), ...missing]
}

/** The version of the rules that was in force at a moment. */
export function rulesAt<R extends { version: number; at: string }>(
  rules: readonly R[],
  at: string,
): R | undefined {
  return [...rules].sort((a, b) => a.version - b.version).findLast((one) => one.at <= at)
}
