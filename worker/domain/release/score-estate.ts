import { lastDay } from "../quarter.ts"
import type { Deduction } from "../scoring/edition.ts"
import type { KeyValue } from "../scoring/keys.ts"
import type { EstateScore, IndicatorScore } from "../scoring/results.ts"
import { roundTo } from "../scoring/rounding.ts"
import { type CompiledEdition, scoreEstate } from "../scoring/score.ts"
import { type ComposedValue, composeValues } from "../submission/compose.ts"
import { platformValues } from "../submission/platform-values.ts"
import { type ChunkInput, companyOn, type EstateInput, type SubmissionInput } from "./inputs.ts"
import type { ListRow, PublishedIndicator, PublishedValue, ValueState } from "./snapshot.ts"
import { keysByIndicator, type Suppressed, suppressed } from "./suppression.ts"
import type { CardDetail, CardsFile, FiguresFile, FiguresRow, ScoredFigures } from "./working.ts"

const stateNumber = { reported: 0, missing: 1, not_applicable: 2 } as const

/** What is the same for all estates of a release, worked out once. */
export interface Scoring {
  compiled: CompiledEdition
  specs: ReadonlyMap<string, CompiledEdition["specs"][number]>
  keysOf: ReadonlyMap<string, ReadonlySet<string>>
}

/** What scoring every chunk of a release needs of its edition, made once a step. */
export function prepareScoring(compiled: CompiledEdition): Scoring {
  const specs = new Map(compiled.specs.map((spec) => [spec.key, spec]))
  return { compiled, specs, keysOf: keysByIndicator(compiled.edition) }
}

/** The row of an estate without figures; ranks come later. */
export function plainRow(estate: EstateInput, day: string): ListRow {
  const { slug, name, place, placeNames, district, demonstration, outcome } = estate
  const company = companyOn(estate.tenures, day)?.company ?? null
  const none = {
    band: null,
    base: null,
    bonus: null,
    deductions: null,
    final: null,
    ranking: null,
    rank: null,
  }
  const empty = { range: null, gatesFailed: [], vetoes: [], dimensions: {} }
  return { slug, name, place, placeNames, district, demonstration, outcome, company, ...none, ...empty }
}

/** The details of an estate without figures. */
export const emptyCard: CardDetail = {
  dimensionDetail: [],
  indicators: [],
  values: [],
  gates: [],
  bonuses: [],
  deductionDetail: [],
}

function indicatorState(score: IndicatorScore, hidden: boolean): ValueState {
  if (score.state === "reported") return hidden ? "suppressed" : "verified"
  return score.cause === "too_few" ? "too_few" : score.state
}

function publishedIndicator(
  score: IndicatorScore,
  hidden: Suppressed,
  keys: ReadonlySet<string> | undefined,
  composed: ReadonlyMap<string, ComposedValue>,
): PublishedIndicator {
  const state = indicatorState(score, hidden.indicators.has(score.code))
  const hide = state === "suppressed"
  return {
    code: score.code,
    state,
    measure: hide ? null : score.measure,
    ratio: hide ? null : score.ratio,
    points: score.points,
    alternative: hide ? null : score.alternative,
    adjusted: [...(keys ?? [])].some((key) => composed.get(key)?.adjusted),
  }
}

function publishedValues(
  { specs }: Scoring,
  composed: ReadonlyMap<string, ComposedValue>,
  hidden: Suppressed,
): PublishedValue[] {
  const published: PublishedValue[] = []
  for (const { key, kind, provider } of specs.values()) {
    if (kind !== "base" && kind !== "input") continue
    const one = composed.get(key)
    if (!one) {
      published.push({ key, state: "missing", value: null, provider, onBehalf: false, adjusted: false })
      continue
    }
    const state = hidden.keys.has(key) ? "suppressed" : one.value === "NA" ? "not_applicable" : "verified"
    const value = state === "verified" && one.value !== "NA" ? one.value : null
    const { onBehalf, adjusted } = one
    published.push({ key, state, value, provider: one.provider, onBehalf, adjusted })
  }
  return published
}

function count(values: ReadonlyMap<string, KeyValue>, key: string): number {
  const value = values.get(key)
  return typeof value === "number" ? value : 0
}

function deductionOf({ code, each, max }: Deduction, values: ReadonlyMap<string, KeyValue>) {
  const times = count(values, code)
  return { code, count: times, points: roundTo(Math.min(max, each * times), 9) }
}

function detailOf(
  scoring: Scoring,
  score: EstateScore,
  values: ReadonlyMap<string, KeyValue>,
  composed: ReadonlyMap<string, ComposedValue>,
): CardDetail {
  const { edition } = scoring.compiled
  const hidden = suppressed(scoring.specs, scoring.keysOf, values)
  const answered = answeredGates(scoring, values)
  return {
    dimensionDetail: score.dimensions.map(({ code, points, fullPoints, applicablePoints }) => ({
      code,
      points,
      full: fullPoints,
      applicable: applicablePoints,
    })),
    indicators: score.indicators.map((indicator) =>
      publishedIndicator(indicator, hidden, scoring.keysOf.get(indicator.code), composed),
    ),
    values: publishedValues(scoring, composed, hidden),
    gates: edition.gates.map(({ code }) => ({
      code,
      met: !score.gatesFailed.includes(code),
      answered: answered.includes(code),
    })),
    bonuses: edition.bonuses.map(({ code }) => ({ code, points: count(values, code) })),
    deductionDetail: edition.deductions.map((deduction) => deductionOf(deduction, values)),
  }
}

function answeredGates({ compiled }: Scoring, values: ReadonlyMap<string, KeyValue>): string[] {
  const codes = compiled.edition.gates.map(({ code }) => code)
  return codes.filter((code) => typeof values.get(code) === "number")
}

function figuresOf(
  scoring: Scoring,
  score: EstateScore,
  values: ReadonlyMap<string, KeyValue>,
): ScoredFigures {
  const bases: Record<string, KeyValue> = {}
  for (const { key } of scoring.compiled.edition.bases) {
    const value = values.get(key)
    if (value !== undefined) bases[key] = value
  }
  return {
    states: score.indicators.map((indicator) => stateNumber[indicator.state]),
    ratios: score.indicators.map((indicator) => indicator.ratio ?? 0),
    points: score.indicators.map((indicator) => indicator.points),
    bases,
    answered: answeredGates(scoring, values),
  }
}

/** Everything that counts for one verified submission: what was typed and checked, and what the platform computes. */
function valuesOf(scoring: Scoring, input: ChunkInput, estate: EstateInput, submission: SubmissionInput) {
  const composed = composeValues(scoring.specs, "verified", submission.values, submission.findings)
  const values = new Map<string, KeyValue>([...composed].map(([key, { value }]) => [key, value]))
  const computed = platformValues({
    edition: scoring.compiled.edition,
    specs: scoring.specs,
    values: composed,
    quarter: input.quarter,
    deadlineDay: input.deadlineDay,
    firstSubmittedAt: submission.firstSubmittedAt,
    servedSince: companyOn(estate.tenures, lastDay(input.quarter))?.since ?? null,
    window: input.window,
    verifiedQuarters: submission.verifiedQuarters,
  })
  for (const [key, value] of computed) values.set(key, value)
  return { composed, values }
}

function scoreOne(
  scoring: Scoring,
  input: ChunkInput,
  estate: EstateInput,
): FiguresRow & { card: CardDetail } {
  const row = plainRow(estate, lastDay(input.quarter))
  if (estate.outcome !== "scored" || !estate.submission) return { row, figures: null, card: emptyCard }
  const { composed, values } = valuesOf(scoring, input, estate, estate.submission)
  const score = scoreEstate(scoring.compiled, values)
  const { base, bonus, deductions, final, ranking, band, gatesFailed, vetoes } = score
  const dimensions = Object.fromEntries(score.dimensions.map(({ code, points }) => [code, points]))
  return {
    row: { ...row, base, bonus, deductions, final, ranking, band, gatesFailed, vetoes, dimensions },
    figures: figuresOf(scoring, score, values),
    card: detailOf(scoring, score, values, composed),
  }
}

/**
 * Scores one chunk of a quarter (see inOrder). Only estates whose outcome is `scored` have figures; sensitive counts
 * of few persons are already out of the cards.
 */
export function scoreChunk(scoring: Scoring, input: ChunkInput): { figures: FiguresFile; cards: CardsFile } {
  const scored = input.estates.map((estate) => scoreOne(scoring, input, estate))
  return {
    figures: { estates: scored.map(({ row, figures }) => ({ row, figures })) },
    cards: { cards: scored.map(({ card }) => card) },
  }
}
