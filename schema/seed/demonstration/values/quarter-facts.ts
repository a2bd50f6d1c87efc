import type { EstatePlan, Peculiarity } from "../estate-plan.ts"
import { type Random, randomOf } from "../random.ts"

/** The values of one estate in one quarter as they are typed, by key; what is not typed is absent. */
export type TypedValues = Map<string, string>

/** What the makers of values know of one estate in one quarter. */
export interface QuarterFacts {
  households: number
  season: number
  peculiarity: Peculiarity
  /** Score aimed at, 0 to 100. */
  aim: number
  /** Whether a leak repair of at most four quarters ago saves water now. */
  saving: boolean
  /** Numbers of this quarter. */
  random: Random
  /** Numbers that stay the same in every quarter of the estate, for areas, lengths and committees. */
  lasting: Random
  /** Numbers that stay the same in a calendar year, for the yearly survey. */
  yearly: Random
  /** How near to its full threshold one more indicator comes, 0 to 1, and 1 more often the higher the aim. */
  level(): number
}

/** Mean of an indicator's level that leads to a score aimed at; found with the scoring engine, see its test. */
const meanLevels: readonly (readonly [aim: number, mean: number])[] = [
  [0, 0],
  [45, 0.42],
  [50, 0.465],
  [60, 0.575],
  [70, 0.675],
  [80, 0.775],
  [85, 0.83],
  [90, 0.885],
  [95, 0.99],
  [100, 1.25],
]

function meanLevel(aim: number): number {
  const above = meanLevels.findIndex(([at]) => at >= aim)
  const [highAim, high] = meanLevels[above] ?? [100, 1.3]
  const [lowAim, low] = meanLevels[above - 1] ?? [highAim - 1, high]
  return low + ((high - low) * (aim - lowAim)) / (highAim - lowAim)
}

/** The facts of one estate in the quarter at an index of its plan. */
export function quarterFacts(seed: number, plan: EstatePlan, at: number, quarter: string): QuarterFacts {
  const random = randomOf(seed, `${plan.id} ${quarter}`)
  const aim = plan.aims[at] ?? 0
  const mean = meanLevel(aim)
  const { leakRepairedAt } = plan
  const strengths = randomOf(seed, `${plan.id} strengths`)
  return {
    households: plan.households,
    season: Number(quarter.slice(-1)),
    peculiarity: plan.peculiarity,
    aim,
    saving: leakRepairedAt !== null && at >= leakRepairedAt && at < leakRepairedAt + 4,
    random,
    lasting: randomOf(seed, `${plan.id} lasting`),
    yearly: randomOf(seed, `${plan.id} ${quarter.slice(0, 4)}`),
    level: () => Math.max(0, Math.min(1, mean + 0.12 * strengths.normal() + 0.1 * random.normal())),
  }
}

/** The measure at a level between the thresholds of an indicator; beyond `full` up to `best` at level 1. */
export function measureAt(facts: QuarterFacts, zero: number, full: number, best = full): number {
  const level = facts.level()
  return level >= 1 ? facts.random.between(full, best) : zero + (full - zero) * level
}

/** A whole share of a whole number, at most it: percent 0 to 100. */
export function shareOf(total: number, percent: number): number {
  return Math.max(0, Math.min(total, Math.round((total * percent) / 100)))
}

/** Digits with at most one decimal place. */
export function oneDecimal(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Adds whole numbers and finished texts to the typed values. */
export function put(values: TypedValues, entries: Record<string, number | string>): void {
  for (const [key, value] of Object.entries(entries))
    values.set(key, typeof value === "number" ? String(value) : value)
}
