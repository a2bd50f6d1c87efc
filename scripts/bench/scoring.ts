/**
 * Benchmarks of the scoring engine against plain loops (plain.mjs). `benchScoring`: typed columns to points, states and
 * ranks, and ten times the estates. `benchRanges`: rank ranges. Run this file alone to print both.
 */
import { readFileSync } from "node:fs"
import type { KeyValue } from "../../worker/domain/scoring/keys.ts"
import { mulberry32 } from "../../worker/domain/scoring/random.ts"
import { rankRanges } from "../../worker/domain/scoring/ranges.ts"
import { rankEstates } from "../../worker/domain/scoring/rank.ts"
import { readEdition } from "../../worker/domain/scoring/read-edition.ts"
import {
  type CompiledEdition,
  compileEdition,
  scoreColumns,
  tableOf,
} from "../../worker/domain/scoring/score.ts"
import { type Abba, abba } from "./abba.ts"
import { plainRanges, plainRanks, plainScores } from "./plain.mjs"

const EDITION = new URL("../../schema/seed/editions/cd-wwsg-2023-1.1.json", import.meta.url)

function benchEdition(): CompiledEdition {
  const { edition, faults } = readEdition(JSON.parse(readFileSync(EDITION, "utf8")))
  if (!edition) throw new Error(`the edition has ${faults.length} faults`)
  return compileEdition(edition)
}

/** Plausible values: counts up to a few hundred, parts not above their whole, 2 % missing, some claimed away. */
function randomValues({ specs }: CompiledEdition, random: () => number): Map<string, KeyValue> {
  const values = new Map<string, KeyValue>()
  for (const spec of specs) {
    const rarely = spec.kind === "bonus" || spec.kind === "deduction" || spec.kind === "veto"
    if (random() < (rarely ? 0.9 : 0.02)) continue
    if (random() < 0.005) values.set(spec.key, "NA")
    else if (spec.type === "yes_no")
      values.set(spec.key, random() < (spec.kind === "gate" ? 0.95 : 0.02) ? 1 : 0)
    else values.set(spec.key, Math.max(spec.min, Math.floor(random() * Math.min(spec.max ?? 3, 400))))
  }
  for (const { key, at_most } of specs) {
    const whole = at_most === undefined ? undefined : values.get(at_most)
    if (typeof whole === "number" && typeof values.get(key) === "number")
      values.set(key, Math.floor(whole * (0.5 + 0.55 * random())))
  }
  return values
}

export interface ScoringBench extends Abba {
  readonly estates: number
  readonly indicators: number
  /** Milliseconds to decode the estates' typed values into columns; not part of the ratio. */
  readonly decodeMs: number
  /** Time of ten times the estates ÷ time of the estates. */
  readonly tenfold: Abba
}

/** Scoring and ranking, engine ÷ (plainScores + plainRanks). */
export function benchScoring(estates = 20_000): ScoringBench {
  const compiled = benchEdition()
  const { rank, indicators } = compiled.edition
  const random = mulberry32(42)
  const maps = Array.from({ length: estates }, () => randomValues(compiled, random))
  const start = performance.now()
  const table = tableOf(compiled, maps)
  const decodeMs = performance.now() - start
  const many = tableOf(
    compiled,
    Array.from({ length: 10 * estates }, (_, e) => maps[e % estates]!),
  )
  const into = scoreColumns(compiled, table)
  const manyInto = scoreColumns(compiled, many)
  const engine = () => void rankEstates(rank, scoreColumns(compiled, table, { into }))
  const tenfold = () => void rankEstates(rank, scoreColumns(compiled, many, { into: manyInto }))
  const against = abba(engine, plainWork(estates, indicators.length, random))
  return { ...against, estates, indicators: indicators.length, decodeMs, tenfold: abba(tenfold, engine) }
}

function plainWork(estates: number, indicators: number, random: () => number): () => void {
  const X = Float64Array.from({ length: estates * indicators }, random)
  const full = new Float64Array(indicators).fill(1)
  const zero = new Float64Array(indicators)
  const weight = new Float64Array(indicators).fill(3)
  const out = new Float64Array(estates)
  const ranks = new Uint32Array(estates)
  return () => {
    plainScores(X, estates, indicators, full, zero, weight, out)
    plainRanks(out, ranks)
  }
}

export interface RangesBench extends Abba {
  readonly estates: number
  readonly draws: number
}

/** Rank ranges, engine (weights, draws, ranks, quantiles) ÷ plainRanges. */
export function benchRanges(estates = 2_000): RangesBench {
  const compiled = benchEdition()
  const { robustness, indicators } = compiled.edition
  const random = mulberry32(7)
  const table = tableOf(
    compiled,
    Array.from({ length: estates }, () => randomValues(compiled, random)),
  )
  const scores = scoreColumns(compiled, table)
  const ratios = Float64Array.from({ length: estates * indicators.length }, random)
  const weight = Float64Array.from(indicators, ({ points }) => points)
  const { draws, weight_spread: spread, seed } = robustness
  const engine = () => void rankRanges(compiled, [{ scores }], estates)
  const plain = () =>
    void plainRanges(ratios, estates, indicators.length, weight, spread, draws, mulberry32(seed))
  return { ...abba(engine, plain, 7, 1), estates, draws }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split("/").pop() ?? "")) {
  console.log(benchScoring())
  console.log(benchRanges())
}
