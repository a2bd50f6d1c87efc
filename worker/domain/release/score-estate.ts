import { lastDay } from "../quarter.ts"
import { rangedKeys } from "../scoring/disclosure.ts"
import type { KeySpec, KeyValue } from "../scoring/keys.ts"
import type { EstateScore, IndicatorScore } from "../scoring/results.ts"
import { type CompiledEdition, scoreEstate } from "../scoring/score.ts"
import { type ComposedValue, composeValues } from "../submission/compose.ts"
import { deductionOf } from "../submission/expected.ts"
import { platformValues } from "../submission/platform-values.ts"
import { type ChunkInput, companyOn, type EstateInput, type SubmissionInput } from "./inputs.ts"
import type { ListRow, PublishedIndicator, PublishedValue, ValueState } from "./snapshot.ts"
import { keysByIndicator, type Suppressed, suppressed } from "./suppression.ts"
import type { CardDetail, CardsFile, FiguresFile, FiguresRow, ScoredFigures } from "./working.ts"

type Values = ReadonlyMap<string, KeyValue>

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
  { specs, keysOf }: Scoring,
  score: IndicatorScore,
  hidden: Suppressed,
  composed: ReadonlyMap<string, ComposedValue>,
): PublishedIndicator {
  // Of a sensitive key nothing tells that it was changed.
  const open = [...(keysOf.get(score.code) ?? [])].filter((key) => !specs.get(key)?.sensitive)
  const told = score.withheld ? (score.ratio === 1 ? 1 : 0) : null
  const state = indicatorState(score, told !== null || hidden.indicators.has(score.code))
  const hide = state === "suppressed"
  return {
    ...(told === null ? {} : { withheld: told }),
    code: score.code,
    state,
    measure: hide ? null : score.measure,
    ratio: hide ? null : score.ratio,
    points: score.points,
    alternative: hide ? null : score.alternative,
    adjusted: open.some((key) => composed.get(key)?.adjusted),
  }
}

function publishedValue(
  { key, provider: own, sensitive }: KeySpec,
  one: ComposedValue | undefined,
  hidden: Suppressed,
  range: PublishedValue["range"],
): PublishedValue {
  if (!one && !hidden.keys.has(key))
    return { key, state: "missing", value: null, provider: own, onBehalf: false, adjusted: false }
  const small = range !== undefined || hidden.keys.has(key)
  const state = small ? "suppressed" : one?.value === "NA" ? "not_applicable" : "verified"
  const value = state === "verified" && one && one.value !== "NA" ? one.value : null
  const { provider = own, onBehalf = false } = one ?? {}
  const adjustedFor = sensitive ? undefined : one?.adjustedFor
  return {
    ...(range ? { range } : {}),
    ...(adjustedFor ? { adjustedFor } : {}),
    key,
    state,
    value,
    provider,
    onBehalf,
    adjusted: adjustedFor !== undefined,
  }
}

/** Every base and input as it is published: under a disclosure small counts by their range, others by the older rule. */
function publishedValues(
  { specs, compiled }: Scoring,
  composed: ReadonlyMap<string, ComposedValue>,
  hidden: Suppressed,
  ranges: ReadonlySet<string>,
): PublishedValue[] {
  const { disclosure } = compiled
  const typed = [...specs.values()].filter(({ kind }) => kind === "base" || kind === "input")
  return typed.map((spec) => {
    const range = disclosure && ranges.has(spec.key) ? ([disclosure.from, disclosure.to] as const) : null
    return publishedValue(spec, composed.get(spec.key), hidden, range ? [...range] : undefined)
  })
}

/**
 * What a card must not show. Under a disclosure these are the counts of withheld indicators, typed or not, and small
 * counts elsewhere have their range; without one whatever would reveal a small count.
 */
function concealed({ compiled, specs, keysOf }: Scoring, score: EstateScore, values: Values) {
  if (!compiled.disclosure) return { hidden: suppressed(specs, keysOf, values), ranges: new Set<string>() }
  const codes = new Set(score.indicators.filter(({ withheld }) => withheld).map(({ code }) => code))
  const counts = [...specs.values()].filter((one) => one.sensitive && codes.has(one.indicator ?? ""))
  const hidden: Suppressed = { keys: new Set(counts.map(({ key }) => key)), indicators: codes }
  return { hidden, ranges: rangedKeys(compiled, values) }
}

function count(values: ReadonlyMap<string, KeyValue>, key: string): number {
  const value = values.get(key)
  return typeof value === "number" ? value : 0
}

function detailOf(
  scoring: Scoring,
  score: EstateScore,
  values: ReadonlyMap<string, KeyValue>,
  composed: ReadonlyMap<string, ComposedValue>,
): CardDetail {
  const { edition } = scoring.compiled
  const { hidden, ranges } = concealed(scoring, score, values)
  const answered = answeredGates(scoring, values)
  return {
    dimensionDetail: score.dimensions.map(({ code, points, fullPoints, applicablePoints }) => ({
      code,
      points,
      full: fullPoints,
      applicable: applicablePoints,
    })),
    indicators: score.indicators.map((indicator) => publishedIndicator(scoring, indicator, hidden, composed)),
    values: publishedValues(scoring, composed, hidden, ranges),
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
    sent: submission,
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
