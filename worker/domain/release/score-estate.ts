import { lastDay } from "../quarter.ts"
import type { KeySpec, KeyValue } from "../scoring/keys.ts"
import type { EstateScore, IndicatorScore } from "../scoring/results.ts"
import { retell } from "../scoring/retelling.ts"
import { type CompiledEdition, scoreColumns, tableOf } from "../scoring/score.ts"
import { type ColumnTable, getValue } from "../scoring/table.ts"
import { estateScoreAt } from "../scoring/view.ts"
import { type ComposedValue, composeValues } from "../submission/compose.ts"
import { deductionOf } from "../submission/expected.ts"
import { platformValues, windowOf } from "../submission/platform-values.ts"
import { comparedOf, confirmedOf, fewAnswersOf } from "./filed.ts"
import { type ChunkInput, companyOn, type EstateInput, type SubmissionInput } from "./inputs.ts"
import { cardEntries } from "./public-inputs.ts"
import type { ListRow, PublishedIndicator, PublishedValue, Scorecard, ValueState } from "./snapshot.ts"
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

/** Nothing public tells that an authority replaced a count of persons. */
function isAdjusted(
  { specs }: Scoring,
  keys: ReadonlySet<string> | undefined,
  composed: ReadonlyMap<string, ComposedValue>,
): boolean {
  return [...(keys ?? [])].some((key) => !specs.get(key)?.sensitive && composed.get(key)?.adjusted)
}

function publishedIndicator(
  scoring: Scoring,
  score: IndicatorScore,
  hidden: Suppressed,
  composed: ReadonlyMap<string, ComposedValue>,
): PublishedIndicator {
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
    adjusted: isAdjusted(scoring, scoring.keysOf.get(score.code), composed),
  }
}

/**
 * A value with nothing beside it: of a count of persons nobody is told who typed it, for whom, or whether an authority
 * replaced it.
 */
function barely({ key, provider }: KeySpec, value: KeyValue | null, hidden: boolean): PublishedValue {
  const plain = { key, provider, onBehalf: false, adjusted: false }
  if (hidden) return { ...plain, state: "suppressed", value: null }
  if (value === null) return { ...plain, state: "missing", value }
  return value === "NA"
    ? { ...plain, state: "not_applicable", value: null }
    : { ...plain, state: "verified", value }
}

function publishedValue(spec: KeySpec, one: ComposedValue | undefined, hidden: boolean): PublishedValue {
  const bare = barely(spec, one?.value ?? null, hidden)
  if (!one || spec.sensitive) return bare
  const { provider, onBehalf, adjustedFor } = one
  return {
    ...bare,
    ...(adjustedFor ? { adjustedFor } : {}),
    provider,
    onBehalf,
    adjusted: adjustedFor !== undefined,
  }
}

/** A count of persons under a disclosure: as it stands in what scores are made from, a small one by its range. */
function disclosedValue({ compiled }: Scoring, spec: KeySpec, table: ColumnTable, hidden: boolean) {
  const number = compiled.numberOf.get(spec.key)!
  const { disclosure } = compiled
  if (!disclosure || !table.ranges.get(number)?.[0]) return barely(spec, getValue(table, number, 0), hidden)
  const { from, to } = disclosure
  return { range: [from, to] as [number, number], ...barely(spec, null, true) }
}

/** Every base and input as it is published: under a disclosure small counts by their range, others by the older rule. */
function publishedValues(
  scoring: Scoring,
  composed: ReadonlyMap<string, ComposedValue>,
  hidden: Suppressed,
  table: ColumnTable,
): PublishedValue[] {
  const { specs, compiled } = scoring
  const typed = [...specs.values()].filter(({ kind }) => kind === "base" || kind === "input")
  return typed.map((spec) => {
    const hide = hidden.keys.has(spec.key)
    return compiled.disclosure && spec.sensitive
      ? disclosedValue(scoring, spec, table, hide)
      : publishedValue(spec, composed.get(spec.key), hide)
  })
}

/**
 * What a card must not show. Under a disclosure these are the counts of withheld indicators, typed or not; without one
 * whatever would reveal a small count.
 */
function concealed({ compiled, specs, keysOf }: Scoring, score: EstateScore, values: Values): Suppressed {
  if (!compiled.disclosure) return suppressed(specs, keysOf, values)
  const codes = new Set(score.indicators.filter(({ withheld }) => withheld).map(({ code }) => code))
  const counts = [...specs.values()].filter((one) => one.sensitive && codes.has(one.indicator ?? ""))
  return { keys: new Set(counts.map(({ key }) => key)), indicators: codes }
}

function count(values: ReadonlyMap<string, KeyValue>, key: string): number {
  const value = values.get(key)
  return typeof value === "number" ? value : 0
}

function detailOf(scoring: Scoring, score: EstateScore, { values, composed, table }: Counted): CardDetail {
  const { edition } = scoring.compiled
  const hidden = concealed(scoring, score, values)
  const answered = answeredGates(scoring, values)
  return {
    dimensionDetail: score.dimensions.map(({ code, points, fullPoints, applicablePoints }) => ({
      code,
      points,
      full: fullPoints,
      applicable: applicablePoints,
    })),
    indicators: score.indicators.map((indicator) => publishedIndicator(scoring, indicator, hidden, composed)),
    values: publishedValues(scoring, composed, hidden, table),
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
  counted: Counted,
): Omit<ScoredFigures, "builtYear" | "measures" | "alternatives"> {
  const { values, table } = counted
  const { edition, numberOf } = scoring.compiled
  const bases: Record<string, KeyValue> = {}
  for (const { key } of edition.bases) {
    const value = getValue(table, numberOf.get(key)!, 0)
    if (value !== null) bases[key] = value
  }
  return {
    states: score.indicators.map((indicator) => stateNumber[indicator.state]),
    ratios: score.indicators.map((indicator) => indicator.ratio ?? 0),
    points: score.indicators.map((indicator) => indicator.points),
    bases,
    answered: answeredGates(scoring, values),
    ...comparedOf(edition, values),
    confirmed: confirmedOf(scoring.specs, counted.composed),
  }
}

/** What counts for one estate: all values, where each comes from, and the disclosed row that scores are made from. */
interface Counted {
  composed: ReadonlyMap<string, ComposedValue>
  values: Values
  table: ColumnTable
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
    window: windowOf(input.window, submission.exemptQuarters ?? []),
    verifiedQuarters: submission.verifiedQuarters,
  })
  for (const [key, value] of computed) values.set(key, value)
  return { composed, values }
}

function scoreOne(
  scoring: Scoring,
  input: ChunkInput,
  estate: EstateInput,
  earlier: readonly Scorecard[],
): FiguresRow & { card: CardDetail } {
  const row = plainRow(estate, lastDay(input.quarter))
  if (estate.outcome !== "scored" || !estate.submission) return { row, figures: null, card: emptyCard }
  const { composed, values } = valuesOf(scoring, input, estate, estate.submission)
  const { compiled } = scoring
  const told = earlier.filter(({ outcome }) => outcome === "scored").map(cardEntries)
  const { table } = retell(compiled, tableOf(compiled, [values]), told)
  const score = estateScoreAt(compiled, table, scoreColumns(compiled, table, { measures: true }), 0)
  const counted = { composed, values, table }
  const { base, bonus, deductions, final, ranking, band, gatesFailed, vetoes } = score
  const detail = detailOf(scoring, score, counted)
  const published = {
    builtYear: estate.builtYear,
    measures: detail.indicators.map(({ measure }) => measure),
    alternatives: detail.indicators.map(({ alternative }) => alternative),
  }
  const dimensions = Object.fromEntries(score.dimensions.map(({ code, points }) => [code, points]))
  return {
    row: { ...row, base, bonus, deductions, final, ranking, band, gatesFailed, vetoes, dimensions },
    figures: { ...figuresOf(scoring, score, counted), ...published },
    card: {
      ...detail,
      ...fewAnswersOf(compiled.edition, scoring.specs, estate.submission.values),
    },
  }
}

/** By slug, the scorecards of earlier releases of a quarter, the last one first. */
export type EarlierCards = ReadonlyMap<string, readonly Scorecard[]>

/**
 * Scores one chunk of a quarter (see inOrder). Only estates whose outcome is `scored` have figures; sensitive counts
 * of few persons are already out of the cards, and beside `earlier` ones nothing tells more of them.
 */
export function scoreChunk(
  scoring: Scoring,
  input: ChunkInput,
  earlier: EarlierCards = new Map(),
): { figures: FiguresFile; cards: CardsFile } {
  const scored = input.estates.map((estate) =>
    scoreOne(scoring, input, estate, earlier.get(estate.slug) ?? []),
  )
  return {
    figures: { estates: scored.map(({ row, figures }) => ({ row, figures })) },
    cards: { cards: scored.map(({ card }) => card) },
  }
}
