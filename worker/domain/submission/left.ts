/** What is left to do in one provider's form: fields and minutes. Server and browser count by it. */
import type { Edition } from "../scoring/edition.ts"
import { editionKeys } from "../scoring/keys.ts"
import { indicatorKeys, measureKeys } from "../scoring/operand-keys.ts"

/** Finding and typing a figure, and looking at one that is taken over; a platform's assumption, to be measured. */
const SECONDS_A_FIELD = 25
const SECONDS_A_LOOK = 3

export interface Left {
  filled: number
  /** Taken over of the quarter before and not confirmed. */
  open: number
  empty: number
  /** Filled, and what stands there cannot be sent. */
  wrong: number
  minutes: number
}

/** Keys of other ways to measure an indicator, once one of its ways has all its figures. */
function needless(edition: Edition, has: (key: string) => boolean): Set<string> {
  const keys = new Set<string>()
  for (const indicator of edition.indicators) {
    const ways = indicator.alternatives.map((one) => [...measureKeys(one)])
    const done = ways.length > 1 ? ways.find((way) => way.every(has)) : undefined
    if (!done) continue
    for (const key of indicatorKeys(indicator)) if (!done.includes(key)) keys.add(key)
  }
  return keys
}

/** The keys that ask for an answer: what only adds or takes points is typed where there is something. */
export function askedKeys(edition: Edition, mine: ReadonlySet<string>): string[] {
  return [...editionKeys(edition).values()]
    .filter(({ key, kind }) => mine.has(key) && (kind === "base" || kind === "input" || kind === "gate"))
    .map(({ key }) => key)
}

/** Counts what is filled, faulty, what waits to be confirmed and what is empty; a second way to measure the same is not asked. */
export function leftOf(
  edition: Edition,
  mine: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
  carried: { has(key: string): boolean },
  faulty: { has(key: string): boolean },
): Left {
  const has = (key: string) => Boolean(texts.get(key)?.trim())
  const spare = needless(edition, has)
  const left = { filled: 0, open: 0, empty: 0, wrong: 0 }
  for (const key of askedKeys(edition, mine)) {
    if (has(key) && faulty.has(key)) left.wrong++
    else if (has(key)) left.filled++
    else if (carried.has(key)) left.open++
    else if (!spare.has(key)) left.empty++
  }
  const seconds = (left.empty + left.wrong) * SECONDS_A_FIELD + left.open * SECONDS_A_LOOK
  return { ...left, minutes: Math.ceil(seconds / 60) }
}
