import { parseRequirement } from "../scoring/band.ts"
import { blockOf } from "../scoring/block.ts"
import type { CompiledEdition } from "../scoring/compile.ts"
import { compileCondition } from "../scoring/condition.ts"
import { disclose } from "../scoring/disclosure.ts"
import type { Band, Deduction, Requirement } from "../scoring/edition.ts"
import type { KeyValue } from "../scoring/keys.ts"
import type { EstateScore } from "../scoring/results.ts"
import { atLeast9, round9, roundTo } from "../scoring/rounding.ts"
import { scoreEstate, tableOf } from "../scoring/score.ts"
import type { ComposedValue } from "./compose.ts"
import { checksOf } from "./edition-checks.ts"
import { type PlatformFacts, platformValues } from "./platform-values.ts"

type Values = ReadonlyMap<string, KeyValue>

/** One item of deduction with its count; points are capped by its `max`, not yet by the edition's `deduction_cap`. */
export function deductionOf({ code, each, max }: Deduction, values: Values) {
  const value = values.get(code)
  const count = typeof value === "number" ? value : 0
  return { code, count, points: roundTo(Math.min(max, each * count), 9) }
}

/** A band better than the one that is reached, and everything that bars it. */
export interface BandBar {
  band: string
  /** How many points the final score lacks; 0 when it has enough. */
  short: number
  /** Gates that are failed or not answered, where it requires gates. */
  gates: string[]
  /** Vetoes that were told, where it allows none. */
  vetoes: string[]
  /** Whatever else it requires and that does not hold. */
  others: Requirement[]
}

/** What a submission would score as it stands. */
export interface Expected {
  score: EstateScore
  /** Deductions that count so far, those that the platform computes among them. */
  deductions: ReturnType<typeof deductionOf>[]
  /** Better bands, the best first; empty at the top. */
  bars: BandBar[]
}

/** What values are judged with besides themselves. */
export type ExpectedFacts = Omit<PlatformFacts, "values">

function holds(own: CompiledEdition, values: Values, score: EstateScore, requirement: Requirement): boolean {
  if (typeof requirement !== "string") {
    const block = blockOf(disclose(own, tableOf(own, [values])), 0)
    const keyNumber = (key: string) => own.numberOf.get(key) ?? 0
    return compileCondition(requirement, "requires", keyNumber)(block)[0] === 1
  }
  const words = parseRequirement(requirement)
  if (words?.kind === "gates") return score.gatesFailed.length === 0
  if (words?.kind === "no_veto") return score.vetoes.length === 0
  if (words?.kind === "no_quarter_below") return atLeast9(score.base, round9(words.limit))
  return words === null || atLeast9(score[words.score], round9(words.limit))
}

function barOf(own: CompiledEdition, values: Values, score: EstateScore, band: Band): BandBar {
  const failed = band.requires.filter((requirement) => !holds(own, values, score, requirement))
  return {
    band: band.code,
    short: Math.max(0, roundTo(band.at_least - score.final, 9)),
    gates: failed.includes("gates") ? score.gatesFailed : [],
    vetoes: failed.includes("no_veto") ? score.vetoes : [],
    others: failed.filter((requirement) => requirement !== "gates" && requirement !== "no_veto"),
  }
}

function allValues(facts: ExpectedFacts, values: Values): Values {
  return new Map([...values, ...platformValues({ ...facts, values })])
}

/** The score of typed values together with what the platform computes: what a release would say of them. */
export function scoreWith(facts: ExpectedFacts, values: Values): EstateScore {
  return scoreEstate(checksOf(facts.edition).compiled, allValues(facts, values))
}

/**
 * What is expected of a submission: the one answer of check page, desk and API. `values` are those that count, without
 * the platform's, which follow from `facts`.
 */
export function expected(facts: ExpectedFacts, values: Values): Expected {
  const own = checksOf(facts.edition).compiled
  const all = allValues(facts, values)
  const score = scoreEstate(own, all)
  const { bands, deductions } = own.edition
  const reached = bands.findIndex(({ code }) => code === score.band)
  const better = reached < 0 ? bands : bands.slice(0, reached)
  return {
    score,
    deductions: deductions.map((one) => deductionOf(one, all)).filter(({ count }) => count > 0),
    bars: better.map((band) => barOf(own, all, score, band)),
  }
}

/** What adjustments do to a submission. */
export interface Effects {
  /** As it was filed, and with everything that was adjusted. */
  filed: EstateScore
  adjusted: EstateScore
  /** By adjusted key: what the final score has more (or less) than if that value alone had stayed as it was filed. */
  each: Map<string, number>
  /** By adjusted key: the whole if that value alone had stayed as it was filed. */
  without: Map<string, EstateScore>
}

/** The effect of all adjustments and of each; see Effects. */
export function effectsOf(facts: ExpectedFacts, composed: ReadonlyMap<string, ComposedValue>): Effects {
  const values = new Map([...composed].map(([key, { value }]) => [key, value]))
  const adjusted = [...composed].filter(([, one]) => one.adjusted)
  const without = (keys: readonly [string, ComposedValue][]) => {
    const changed = new Map(values)
    for (const [key, { typed }] of keys) {
      if (typed === null) changed.delete(key)
      else changed.set(key, typed)
    }
    return scoreWith(facts, changed)
  }
  const now = scoreWith(facts, values)
  const alone = new Map(adjusted.map((one) => [one[0], without([one])]))
  const each = [...alone].map(([key, score]) => [key, roundTo(now.final - score.final, 9)] as const)
  return { filed: without(adjusted), adjusted: now, each: new Map(each), without: alone }
}
