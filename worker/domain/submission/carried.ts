/**
 * Answers that last from quarter to quarter (`carry` of the edition): asked as the value that counted last, and sent only
 * once somebody has confirmed them. To confirm one is to save it.
 */
import type { Fault } from "../errors.ts"
import { digitsOf, plainText } from "../scoring/decimal.ts"
import type { Edition } from "../scoring/edition.ts"
import { editionKeys, type KeySpec, type KeyValue, parseKeyValue } from "../scoring/keys.ts"
import { earlierKeys } from "../scoring/operand-keys.ts"
import { askChecks, checksOf, type Values } from "./edition-checks.ts"
import type { Typed } from "./faults.ts"
import { normaliseTyped } from "./typed-text.ts"

/** The rule that asks for a value that nobody has confirmed, changed, or left empty with a reason. */
export const CARRY_RULE = "carry_unconfirmed"

/** What counts of a quarter before; `own`: filed under the same company, not only released of a former one. */
export interface EarlierValues {
  quarter: string
  values: Values | null
  own: boolean
}

/** A value to be confirmed. */
export interface Carried {
  text: string
  /** The quarter that it comes from. */
  quarter: string
  /** It follows from figures of the quarter before, as hazards brought forward do; otherwise it is the value itself. */
  derived: boolean
}

/** The value that counted last, also over a gap; small counts of persons of a former company are never taken over. */
function lastValue(spec: KeySpec, earlier: readonly EarlierValues[]) {
  const found = earlier.find(({ values, own }) => values?.has(spec.key) && (own || !spec.sensitive))
  const value = found?.values?.get(spec.key)
  return found && value !== undefined ? { value, quarter: found.quarter } : null
}

/** The check that says which other figures of the quarter before a key follows from, where the edition has one. */
function equalCheck(edition: Edition, key: string) {
  const { programs } = checksOf(edition)
  return programs.find(
    ({ check: { relation, left, right }, keys }) =>
      relation === "equals" &&
      keys.length === 1 &&
      keys[0] === key &&
      [left, right].flatMap((side) => earlierKeys(side)).some((one) => one !== key),
  )
}

/** The value with which an `equals` check between a key and earlier figures holds; null where one of these is missing. */
function solved(
  edition: Edition,
  key: string,
  id: string,
  before: readonly (Values | null)[],
): number | null {
  const broken = (value: number) =>
    askChecks(edition, new Map<string, KeyValue>([[key, value]]), before).broken.find(
      ({ check }) => check.id === id,
    )
  const atZero = broken(0)
  if (!atZero) return broken(1) ? 0 : null
  const { left, right } = atZero
  return [right - left, left - right].find((value) => !broken(value)) ?? null
}

/** What may be taken over of the keys that somebody types, each with the quarter that it comes from. */
export function carriedValues(
  edition: Edition,
  mine: ReadonlySet<string>,
  earlier: readonly EarlierValues[],
): Map<string, Carried> {
  const carried = new Map<string, Carried>()
  for (const spec of editionKeys(edition).values()) {
    if (!spec.carry || !mine.has(spec.key)) continue
    const equal = equalCheck(edition, spec.key)
    const before = earlier.map(({ values }) => values)
    const value = equal ? solved(edition, spec.key, equal.check.id, before) : null
    const found = equal
      ? value !== null && earlier[0] && { value, quarter: earlier[0].quarter }
      : lastValue(spec, earlier)
    if (!found || found.value === "NA") continue
    const text = plainText(digitsOf(String(found.value)))
    if ("fault" in parseKeyValue(spec, text)) continue
    carried.set(spec.key, { text, quarter: found.quarter, derived: equal !== undefined })
  }
  return carried
}

/** Whether a value to be confirmed is neither typed nor left empty with a reason. */
export function isUnconfirmed({ texts, reasons }: Typed, key: string): boolean {
  return !texts.get(key)?.trim() && !reasons.get(key)?.trim()
}

/** Those of the values to be confirmed that a part does not hold yet. */
export function unconfirmed(carried: ReadonlyMap<string, Carried>, typed: Typed): Map<string, Carried> {
  return new Map([...carried].filter(([key]) => !typed.texts.has(key) && isUnconfirmed(typed, key)))
}

/** Asked of whoever sends: each value to be confirmed that is not there. Its reason explains why it stays empty. */
export function carryFaults(carried: ReadonlyMap<string, Carried>, { texts }: Typed): Fault[] {
  return [...carried]
    .filter(([key]) => !texts.get(key)?.trim())
    .map(([field, { text, quarter }]) => ({ rule: CARRY_RULE, field, with: { before: text, quarter } }))
}

/** What a form without scripts sends: a value that it showed to be confirmed counts only when it was. */
export function confirmedOnly(
  { carried, edition, typed }: { carried: ReadonlyMap<string, Carried>; edition: Edition; typed: Typed },
  texts: ReadonlyMap<string, string>,
  confirmed: ReadonlySet<string>,
): Map<string, string> {
  const specs = editionKeys(edition)
  const open = unconfirmed(carried, typed)
  return new Map(
    [...texts].filter(([key, text]) => {
      const [spec, shown] = [specs.get(key), open.get(key)]
      return !spec || !shown || confirmed.has(key) || normaliseTyped(spec, text) !== shown.text
    }),
  )
}
