import * as drizzle from "drizzle-orm"

const comparisons = new Map<string, unknown>(Object.entries(drizzle))

/** What planted code asks; each function does as the code did before unless its fault is the one that is on. */
export interface Switch {
  /** How often each fault would have made a difference, or was met where that cannot be told. */
  hits: Float64Array
  on(number: number): boolean
  never<T>(number: number, condition: T): T | false
  always<T>(number: number, term: T): T | true
  not<T>(number: number, condition: T): T | boolean
  between(number: number, left: never, right: never, sign: string, other: string): unknown
  nothing<T>(number: number, term: T): T | undefined
  other<T>(number: number, value: T, other: () => T): T
  drizzle(number: number, own: unknown, other: string): unknown
  tagged(number: number, tag: Tag, index: number, changed: string): Tag
}

type Tag = (pieces: readonly string[], ...values: unknown[]) => unknown

const signs: Record<string, (a: never, b: never) => unknown> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
}

/** Thrown when a fault has made a loop endless, in place of waiting for its end. */
class Endless extends Error {}

/**
 * The switch of all planted faults, of which one is on or none (-1). A fault that is met more than `limit` times is
 * held to have made a loop endless: Endless.
 */
export function makeSwitch(count: number, active: number, limit: number): Switch {
  const hits = new Float64Array(count)
  const on = (number: number): boolean => {
    hits[number]!++
    if (number !== active) return false
    if (hits[number]! > limit) throw new Endless(`the fault was met ${limit} times`)
    return true
  }
  return {
    hits,
    on,
    never: (number, condition) => (condition && on(number) ? false : condition),
    always: (number, term) => (term || !on(number) ? term : true),
    not: (number, condition) => (on(number) ? !condition : condition),
    between(number, left, right, sign, other) {
      const own = signs[sign]!(left, right)
      const changed = signs[other]!(left, right)
      return !Object.is(own, changed) && on(number) ? changed : own
    },
    nothing: (number, term) => (on(number) ? undefined : term),
    other: (number, value, other) => (on(number) ? other() : value),
    drizzle: (number, own, other) => (on(number) ? comparisons.get(other) : own),
    tagged:
      (number, tag, index, changed) =>
      (pieces, ...values) =>
        tag(on(number) ? pieces.map((piece, at) => (at === index ? changed : piece)) : pieces, ...values),
  }
}
