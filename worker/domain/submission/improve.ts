import type { KeyValue } from "../scoring/keys.ts"
import { ratioOf } from "../scoring/one-indicator.ts"
import type { EstateScore, IndicatorScore } from "../scoring/results.ts"
import { roundTo } from "../scoring/rounding.ts"
import { brokenHard, checksOf } from "./edition-checks.ts"
import { type BandBar, type ExpectedFacts, expected, scoreWith } from "./expected.ts"
import { type Lever, leversOf, measurable, moved } from "./lever.ts"

type Values = ReadonlyMap<string, KeyValue>

/** How many ways are shown, and of how many changes one is made at most. */
const WAYS = 3
const CHANGES = 3

/**
 * The share of an indicator's whole span that one quarter is taken to be able to bring. What nobody filed has no such
 * limit: it may have been done. An assumption, and the page says so.
 */
export const REALISTIC_RISE = 0.5

/** Halvings until a share of the way is known to a value's last digit: values go up to some ten million. */
const HALVINGS = 32

/** One indicator raised, or filed for the first time. */
export interface Improvement {
  indicator: string
  missing: boolean
  /** Values by key: as they stand (null: nothing), and as they would be. */
  changes: { key: string; from: KeyValue | null; to: KeyValue }[]
  before: IndicatorScore
  after: IndicatorScore
}

/** Changes that together reach the band, and what scoring the changed values gives. */
export interface WayUp {
  improvements: Improvement[]
  score: EstateScore
}

/** How the next better band is reached. */
export interface Improving {
  /** Of that band: points short, gates to be met first, and what bars it whatever is done. */
  bar: BandBar
  /** The smallest first, those that only file what is missing before others; none when three changes are not enough. */
  ways: WayUp[]
  /** The points that all realistic changes together would bring; for when there is no way. */
  most: number
  /** To meet the gates is enough: then there are no ways to tell. */
  gatesOnly: boolean
}

/** A lever on its way: the values at any share of it, and how far it may realistically go. */
interface Candidate {
  lever: Lever
  missing: boolean
  limit: number
  at(values: Values, t: number): Map<string, KeyValue>
  /** Points of the final score that it brings at its limit. */
  gain: number
}

/** The smallest t in 0..most at which something holds that holds from somewhere on; it holds at `most`. */
function firstShare(holds: (t: number) => boolean, most: number): number {
  let [low, high] = [0, most]
  for (let times = 0; times < HALVINGS; times++) {
    const middle = (low + high) / 2
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}

class Search {
  readonly #facts: ExpectedFacts
  readonly #values: Values
  readonly #before: readonly (Values | null)[]
  readonly #broken: ReadonlySet<string>
  readonly #now: EstateScore

  constructor(facts: ExpectedFacts, values: Values, before: readonly (Values | null)[]) {
    this.#facts = facts
    this.#values = values
    this.#before = before
    this.#broken = new Set(this.#rules(values))
    this.#now = scoreWith(facts, values)
  }

  #rules(values: Values): string[] {
    return brokenHard(this.#facts.edition, values, this.#before).map(({ rule }) => rule)
  }

  /** Whether values break no hard check that does not break already. */
  #isSound(values: Values): boolean {
    return this.#rules(values).every((rule) => this.#broken.has(rule))
  }

  #of(score: EstateScore, { indicator }: Lever): IndicatorScore {
    return score.indicators.find(({ code }) => code === indicator.code)!
  }

  #ratioAt(lever: Lever, values: Values): number {
    const { compiled } = checksOf(this.#facts.edition)
    return ratioOf(compiled, values, this.#facts.edition.indicators.indexOf(lever.indicator))
  }

  /** A lever from a start: how far it goes, up to full points, what is realistic and what the checks allow. */
  #candidateFrom(lever: Lever, start: Values, missing: boolean): Candidate | null {
    // What is added to the values to measure against is part of the change.
    const added = [...start].filter(([key]) => !this.#values.has(key))
    const at = (values: Values, t: number) => moved(lever, new Map([...values, ...added]), t)
    const whole = at(this.#values, 1)
    if (!whole) return null
    const ratio = (t: number) => this.#ratioAt(lever, at(this.#values, t) ?? this.#values)
    const [first, last] = [missing ? 0 : this.#ratioAt(lever, this.#values), ratio(1)]
    if (last <= first) return null
    const goal = missing ? last : Math.min(last, first + REALISTIC_RISE)
    let limit = firstShare((t) => ratio(t) >= goal - 1e-9, 1)
    // Between two whole steps the share may overshoot: the last one that is realistic counts.
    if (ratio(limit) > goal + 1e-9) limit = firstShare((t) => ratio(t) > goal + 1e-9, 1) - 2 ** -HALVINGS
    if (limit <= 0 || !this.#isSound(at(this.#values, limit) ?? this.#values)) return null
    const reached = at(this.#values, limit)
    if (!reached || this.#ratioAt(lever, reached) <= first) return null
    const gain = roundTo(scoreWith(this.#facts, reached).final - this.#now.final, 9)
    return gain > 0
      ? { lever, missing, limit, gain, at: (values, t) => at(values, t) ?? new Map(values) }
      : null
  }

  #candidate(lever: Lever): Candidate | null {
    const { state } = this.#of(this.#now, lever)
    if (state === "not_applicable") return null
    if (state === "reported") return this.#candidateFrom(lever, this.#values, false)
    for (const start of measurable(lever, this.#values, this.#before[0] ?? null)) {
      const found = this.#candidateFrom(lever, start, true)
      if (found) return found
    }
    return null
  }

  /** One candidate for each indicator: the way of counting that brings most. */
  candidates(): Candidate[] {
    const { edition, specs } = this.#facts
    const best = new Map<string, Candidate>()
    for (const lever of leversOf(edition, specs)) {
      const found = this.#candidate(lever)
      const { code } = lever.indicator
      if (found && found.gain > (best.get(code)?.gain ?? 0)) best.set(code, found)
    }
    return [...best.values()]
  }

  #together(chosen: readonly Candidate[], last: number): Map<string, KeyValue> {
    return chosen.reduce(
      (values, one, number) => one.at(values, number === chosen.length - 1 ? last : one.limit),
      new Map(this.#values),
    )
  }

  /** A way by these candidates, the last moved only as far as it has to be; null when they do not reach the band. */
  way(
    chosen: readonly Candidate[],
    gates: readonly string[],
    reaches: (score: EstateScore) => boolean,
  ): WayUp | null {
    const met = (values: Values) =>
      new Map([...values, ...gates.map((gate): [string, KeyValue] => [gate, 1])])
    const scored = (t: number) => scoreWith(this.#facts, met(this.#together(chosen, t)))
    const most = chosen.at(-1)?.limit ?? 0
    if (!reaches(scored(most))) return null
    const share = firstShare((t) => reaches(scored(t)), most)
    const values = this.#together(chosen, share)
    if (!this.#isSound(values)) return null
    const score = scored(share)
    const improvements = chosen.map(({ lever, missing }): Improvement => {
      const keys = [...lever.moved, ...lever.against].map(({ key }) => key)
      return {
        indicator: lever.indicator.code,
        missing,
        changes: keys.flatMap((key) => {
          const [from, to] = [this.#values.get(key) ?? null, values.get(key)]
          return to === undefined || to === from ? [] : [{ key, from, to }]
        }),
        before: this.#of(this.#now, lever),
        after: this.#of(score, lever),
      }
    })
    return { improvements, score }
  }
}

/** Every choice of `size` out of a list, in its order. */
function* choices<T>(list: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) yield []
  else
    for (let first = from; first <= list.length - size; first++)
      for (const rest of choices(list, size - 1, first + 1)) yield [list[first]!, ...rest]
}

/**
 * How much of an indicator a way asks for, to put small ones first: what is missing before what has to be done better,
 * then the fewest changes, then the smallest rise of ratios.
 */
function effort({ improvements }: WayUp): [done: number, changes: number, rise: number] {
  const rise = ({ before, after }: Improvement) => (after.ratio ?? 0) - (before.ratio ?? 0)
  return [
    improvements.filter(({ missing }) => !missing).length,
    improvements.length,
    improvements.reduce((sum, one) => sum + rise(one), 0),
  ]
}

/** How many sets of one size are tried by scoring: the most promising come first. */
const TRIED = 40

/**
 * 怎样提高: up to three small sets of realistic changes, each of which reaches the next better band, each proved by
 * scoring the changed values. Values are those that count, `before` those of the quarters before. Gates that the band
 * wants and that are not met are taken as met, and named; null at the top. Sums over sets are only used to choose what is
 * scored.
 */
export function improving(
  facts: ExpectedFacts,
  values: Values,
  before: readonly (Values | null)[],
): Improving | null {
  const bar = expected(facts, values).bars.at(-1)
  if (!bar) return null
  const number = facts.edition.bands.findIndex(({ code }) => code === bar.band)
  const codes = new Set(facts.edition.bands.slice(0, number + 1).map(({ code }) => code))
  const reaches = ({ band }: EstateScore) => band !== null && codes.has(band)
  const met = new Map([...values, ...bar.gates.map((gate): [string, KeyValue] => [gate, 1])])
  // With its gates met the band is reached as it stands: no points have to be won for it.
  if (reaches(scoreWith(facts, met))) return { bar, ways: [], most: 0, gatesOnly: true }
  const search = new Search(facts, values, before)
  const candidates = search
    .candidates()
    .toSorted((one, other) => Number(other.missing) - Number(one.missing) || other.gain - one.gain)
  const most = roundTo(
    candidates.reduce((sum, { gain }) => sum + gain, 0),
    2,
  )
  const ways: WayUp[] = []
  for (let size = 1; size <= CHANGES && ways.length < WAYS; size++) {
    const promising = [...choices(candidates, size)]
      .map((chosen) => ({
        chosen,
        gain: chosen.reduce((sum, one) => sum + one.gain, 0),
        done: chosen.filter(({ missing }) => !missing).length,
      }))
      .filter(({ gain }) => gain >= bar.short - 0.5)
      .toSorted((one, other) => one.done - other.done || other.gain - one.gain)
      .slice(0, TRIED)
    for (const { chosen } of promising) {
      // A way that holds a smaller way is no other way.
      const used = ways.some(({ improvements }) =>
        improvements.every(({ indicator }) => chosen.some(({ lever }) => lever.indicator.code === indicator)),
      )
      const found = used ? null : search.way(chosen, bar.gates, reaches)
      if (found) ways.push(found)
    }
  }
  const sorted = ways.toSorted((one, other) => {
    const [a, b] = [effort(one), effort(other)]
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
  })
  return { bar, ways: sorted.slice(0, WAYS), most, gatesOnly: false }
}
