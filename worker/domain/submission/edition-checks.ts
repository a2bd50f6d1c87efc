/** An edition's checks over the values of one submission, as faults: who is stopped, who is asked, who is only told. */
import type { Fault } from "../errors.ts"
import {
  type BrokenCheck,
  type CheckAnswers,
  type CompiledChecks,
  checkValues,
  compileChecks,
} from "../scoring/checks.ts"
import { checkedValues, publishedValues } from "../scoring/disclosure.ts"
import type { Edition, Operand } from "../scoring/edition.ts"
import type { KeyValue } from "../scoring/keys.ts"
import { roundTo } from "../scoring/rounding.ts"
import { compileEdition } from "../scoring/score.ts"

/** Decimal places in which the sides of a check are told. */
const SHOWN_PLACES = 4

export type Values = ReadonlyMap<string, KeyValue>

const compiled = new WeakMap<Edition, CompiledChecks>()

/** The engine's form of an edition and its checks; made once for each edition in memory. */
export function checksOf(edition: Edition): CompiledChecks {
  const known = compiled.get(edition) ?? compileChecks(compileEdition(edition))
  compiled.set(edition, known)
  return known
}

/** An estate's values as a release shows them to everybody: small counts as the end of their range, withheld ones not at all. */
export function releasedValues(edition: Edition, values: Values): Map<string, KeyValue> {
  const { compiled: made } = checksOf(edition)
  const rows = publishedValues(made, values).map(({ key }) => key)
  const shown = checkedValues(made, values)
  return new Map(rows.flatMap((key) => (shown.has(key) ? [[key, shown.get(key)!] as const] : [])))
}

/** Whose values are checked: the keys of one provider, and what the registry says of some of them. */
export interface Responsible {
  readonly mine: ReadonlySet<string>
  /** Figures of the estate in the registry, by key. */
  readonly registry: Values
}

/** The answers of an edition's checks; small counts count as the upper end of their range, in every quarter. */
export function askChecks(
  edition: Edition,
  values: Values,
  before: readonly (Values | null)[],
): CheckAnswers {
  const checks = checksOf(edition)
  const shown = (all: Values) => checkedValues(checks.compiled, all)
  return checkValues(
    checks,
    shown(values),
    before.map((quarter) => quarter && shown(quarter)),
  )
}

/**
 * Whether this provider can mend what lies between these values: it provides one of them that the registry does not
 * confirm, or all of them.
 */
export function canMend({ mine, registry }: Responsible, keys: readonly string[], values: Values): boolean {
  const own = keys.filter((key) => mine.has(key))
  const doubtful = own.some((key) => !registry.has(key) || registry.get(key) !== values.get(key))
  return doubtful || (own.length > 0 && own.length === keys.length)
}

/** The keys whose sum a side is, joined by `/`: nobody has typed the number that is told of it. */
function sumOf(side: Operand): string | undefined {
  if (typeof side !== "object" || !("sum" in side)) return undefined
  const keys = side.sum.filter((part) => typeof part === "string")
  return keys.length === side.sum.length ? keys.join("/") : undefined
}

/** A check that does not hold, beside the first of its values that this provider types, otherwise beside the first. */
export function brokenFault(
  { check, keys, providers, left, right }: BrokenCheck,
  { mine }: Pick<Responsible, "mine">,
): Fault {
  const own = keys.find((key) => mine.has(key))
  const { id, title, severity, relation } = check
  const told: Record<string, string | number> = {
    relation,
    keys: keys.join("/"),
    providers: providers.join("/"),
  }
  // What lies between values of others alone is told without their figures.
  if (own !== undefined)
    Object.assign(told, {
      left: roundTo(left, SHOWN_PLACES),
      right: roundTo(right, SHOWN_PLACES),
      ...(sumOf(check.left) && { leftSum: sumOf(check.left) }),
      ...(sumOf(check.right) && { rightSum: sumOf(check.right) }),
    })
  if (title === null) Object.assign(told, { key: check.left, limitKey: check.right })
  return { rule: id, field: own ?? keys[0], check: { title, severity }, with: told }
}

/** The keys on the sides of a check's fault. */
export function faultKeys({ with: told = {} }: Fault): string[] {
  return String(told["keys"] ?? "").split("/")
}

/** The hard checks that values break, whoever provides them: no level lets them pass. */
export function brokenHard(edition: Edition, values: Values, before: readonly (Values | null)[]): Fault[] {
  const mine = new Set(values.keys())
  const { broken } = askChecks(edition, values, before)
  return broken.filter(({ check }) => check.severity === "hard").map((one) => brokenFault(one, { mine }))
}

/** The soft faults that remain beside hard ones: those whose values are all named by a hard one fold under it. */
export function unfolded<One extends { keys: readonly string[] }>(
  soft: readonly One[],
  hard: readonly { keys: readonly string[] }[],
): One[] {
  return soft.filter(
    ({ keys }) => keys.length === 0 || !hard.some((one) => keys.every((key) => one.keys.includes(key))),
  )
}
