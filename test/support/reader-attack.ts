/**
 * The reader who knows everything public and wants the counts behind it. What is public of an estate's counts is its
 * scorecard's entries; the edition, its checks and the rule of disclosure are public as well. So the reader tries every
 * combination of counts, keeps those that would have been published like this, and guesses which counts stayed between
 * two releases. Written apart from `worker/domain/scoring/retelling.ts`, by enumeration only.
 */
import { cardEntries } from "../../worker/domain/release/public-inputs.ts"
import type { Scorecard } from "../../worker/domain/release/snapshot.ts"
import { checkValues, compileChecks } from "../../worker/domain/scoring/checks.ts"
import { checkedValues, disclose, publicEntries } from "../../worker/domain/scoring/disclosure.ts"
import type { KeyValue } from "../../worker/domain/scoring/keys.ts"
import { type CompiledEdition, tableOf } from "../../worker/domain/scoring/score.ts"

/** Counts that the reader tries. */
const MOST = 40
/** Beside a count that goes through all of them, the others go so far. */
const BESIDE = 5

export type Counts = readonly (KeyValue | null)[]

export interface Guarded {
  code: string
  keys: string[]
}

type Shown = Pick<Scorecard, "values" | "indicators">

export function reader(compiled: CompiledEdition) {
  const guarded: Guarded[] = compiled.disclosure!.guarded.map(({ code, keys }) => ({
    code,
    keys: keys.map((number) => compiled.specs[number]!.key),
  }))
  const checks = compileChecks(compiled)

  /** How a card tells of an indicator's counts, as one text. */
  function toldBy(card: Shown, { code, keys }: Guarded): string {
    const own = new Set([code, ...keys])
    return JSON.stringify(cardEntries(card).filter(([key]) => own.has(key)))
  }

  /** Every combination that is tried for counts told like this: what is told exactly is known. */
  function tried(told: ReadonlyMap<string, unknown>, { code, keys }: Guarded): Counts[] {
    const known = keys.map((key) => {
      const value = told.get(key)
      return !told.has(code) && (value === undefined || typeof value === "number" || value === "NA")
    })
    const lists = (far: number) =>
      keys.map((key, n): Counts => {
        if (known[n]) return [(told.get(key) as KeyValue | undefined) ?? null]
        return Array.from({ length: (n === far ? MOST : BESIDE) + 1 }, (_, count) => count)
      })
    const all = keys.flatMap((_, far) =>
      lists(far).reduce<Counts[]>(
        (some, list) => some.flatMap((counts) => list.map((count) => [...counts, count])),
        [[]],
      ),
    )
    return [...new Map(all.map((counts) => [JSON.stringify(counts), counts])).values()]
  }

  const valuesOf = ({ keys }: Guarded, counts: Counts) =>
    new Map(keys.flatMap((key, n): [string, KeyValue][] => (counts[n] == null ? [] : [[key, counts[n]!]])))

  const known = new Map<string, Counts[]>()
  const fewestOf = new Map<string, number>()

  /** The combinations that fit what a card tells of an indicator: published like this, and no hard check broken. */
  function fitting(card: Shown, one: Guarded): Counts[] {
    const told = toldBy(card, one)
    const name = `${one.code} ${told}`
    const found = known.get(name)
    if (found) return found
    const all = tried(new Map(JSON.parse(told) as [string, unknown][]), one)
    const own = new Set([one.code, ...one.keys])
    const table = disclose(
      compiled,
      tableOf(
        compiled,
        all.map((counts) => valuesOf(one, counts)),
      ),
    )
    const fit = all.filter((counts, row) => {
      const entries = publicEntries(compiled, table, row).filter(([key]) => own.has(key))
      if (JSON.stringify(entries) !== told) return false
      const broken = checkValues(checks, checkedValues(compiled, valuesOf(one, counts))).broken
      return !broken.some(({ check }) => check.severity === "hard")
    })
    known.set(name, fit)
    return fit
  }

  /** The keys of an indicator whose counts a card does not tell. */
  function hidden(card: Shown, { code, keys }: Guarded): string[] {
    const withheld = card.indicators.some((one) => one.code === code && one.withheld !== undefined)
    const ranged = new Set(card.values.flatMap(({ key, range }) => (range ? [key] : [])))
    return withheld ? keys : keys.filter((key) => ranged.has(key))
  }

  /** By hidden key, how many of its counts are in some combinations. */
  function countsLeft(card: Shown, one: Guarded, left: readonly Counts[]): number[] {
    return hidden(card, one).map((key) => new Set(left.map((counts) => counts[one.keys.indexOf(key)])).size)
  }

  /**
   * The fewest counts that are left of any withheld value of these releases of one estate's quarter, over all guesses of
   * which counts stayed; Infinity where nothing is withheld. A guess that nothing fits is none.
   */
  function fewest(cards: readonly Shown[], one: Guarded): number {
    const name = [one.code, ...new Set(cards.map((card) => toldBy(card, one)))].join(" ")
    const found = fewestOf.get(name)
    if (found !== undefined) return found
    const number = countFewest(cards, one)
    fewestOf.set(name, number)
    return number
  }

  function countFewest(cards: readonly Shown[], one: Guarded): number {
    const sets = cards.map((card) => fitting(card, one))
    const numbers: number[] = []
    for (let mask = 0; mask < 2 ** one.keys.length; mask++) {
      const part = (counts: Counts) => JSON.stringify(counts.filter((_, n) => (mask >> n) & 1))
      const parts = sets.map((set) => new Set(set.map(part)))
      const left = sets.map((set) => set.filter((counts) => parts.every((all) => all.has(part(counts)))))
      if (left.some((set) => set.length === 0)) continue
      for (const [n, card] of cards.entries()) {
        numbers.push(...countsLeft(card, one, left[n]!))
        if (hidden(card, one).length > 0) numbers.push(left[n]!.length)
      }
    }
    return Math.min(...numbers)
  }

  return { guarded, hidden, fitting, fewest, valuesOf }
}
