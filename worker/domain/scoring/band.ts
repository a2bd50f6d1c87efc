/** Bands: the first, best first, whose `at_least` the final score reaches and whose requirements all hold. */
import type { Mask } from "./block.ts"
import { compileCondition } from "./condition.ts"
import type { Band, Requirement, ScoreName } from "./edition.ts"
import type { KeyNumber } from "./measure.ts"
import { atLeast9, round9 } from "./rounding.ts"

/** The words of `requires`, taken apart; null when the text is none of them. */
export type RequirementWords =
  | { readonly kind: "gates" }
  | { readonly kind: "no_veto" }
  | { readonly kind: "score"; readonly score: ScoreName; readonly limit: number }
  | { readonly kind: "no_quarter_below"; readonly limit: number }

/** A requirement in words (`gates`, `score:final:90`, `no_quarter_below:70` …), or null when it is none. */
export function parseRequirement(text: string): RequirementWords | null {
  if (text === "gates" || text === "no_veto") return { kind: text }
  const score = /^score:(base|final|ranking):(-?[0-9]+(?:\.[0-9]+)?)$/.exec(text)
  if (score) return { kind: "score", score: score[1] as ScoreName, limit: Number(score[2]) }
  const quarter = /^no_quarter_below:(-?[0-9]+(?:\.[0-9]+)?)$/.exec(text)
  return quarter ? { kind: "no_quarter_below", limit: Number(quarter[1]) } : null
}

/** What a band looks at, of one estate in one quarter or year. */
export interface BandFacts {
  readonly base: number
  readonly final: number
  readonly ranking: number
  readonly gatesHold: boolean
  readonly noVeto: boolean
  /** The lowest base of the quarters; in a quarter its base. */
  readonly lowestBase: number
}

export interface BandProgram {
  readonly code: string
  /** The requirements that need no input. */
  readonly holds: (facts: BandFacts) => boolean
  /** Conditions on bases: all must be met. */
  readonly conditions: readonly Mask[]
}

/** A band with its requirements as tests and conditions, ready for many estates. */
export function compileBand(band: Band, keyNumber: KeyNumber): BandProgram {
  const atLeast = round9(band.at_least)
  const tests = band.requires.flatMap((requirement) => wordsTest(requirement))
  return {
    code: band.code,
    holds: (facts) => atLeast9(facts.final, atLeast) && tests.every((test) => test(facts)),
    conditions: band.requires.flatMap((requirement) =>
      typeof requirement === "string" ? [] : [compileCondition(requirement, "requires", keyNumber)],
    ),
  }
}

function wordsTest(requirement: Requirement): ((facts: BandFacts) => boolean)[] {
  const words = typeof requirement === "string" ? parseRequirement(requirement) : null
  if (!words) return []
  if (words.kind === "gates") return [(facts) => facts.gatesHold]
  if (words.kind === "no_veto") return [(facts) => facts.noVeto]
  const limit = round9(words.limit)
  if (words.kind === "no_quarter_below") return [(facts) => atLeast9(facts.lowestBase, limit)]
  const { score } = words
  return [(facts) => atLeast9(facts[score], limit)]
}

/** Number of the band, or -1; `conditionsMet[band]` holds the block's masks, `row` is the row in them. */
export function bandNumber(
  bands: readonly BandProgram[],
  facts: BandFacts,
  conditionsMet: readonly (readonly Uint8Array[])[],
  row: number,
): number {
  return bands.findIndex(
    (band, number) => band.holds(facts) && conditionsMet[number]!.every((mask) => mask[row]),
  )
}
