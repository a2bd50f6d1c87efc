import type { Indicator, Scoring } from "../../../worker/domain/scoring/edition.ts"
import { roundTo } from "../../../worker/domain/scoring/rounding.ts"
import type { DimensionPart, IndicatorPart } from "../../../worker/domain/scoring/waterfall.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber, formatScore } from "../../ui/format.ts"
import { figureWords, type Reader } from "../public/formula.ts"
import type { ScoreTold } from "./score-view.ts"

/** One line of the way to the final score: a dimension, an indicator within one, or what comes after them. */
export interface ScoreRow {
  id: string
  title: string
  /** What it adds; below 0 it takes away. Null for what is told and does not count. */
  points: number | null
  full: number | null
  lost: number | null
  why: string
  /** Where the running total stands before and after it. */
  from: number
  to: number
  kind: "indicator" | "dimension" | "other" | "sum"
}

/** What a measure has to be for full points. */
function fullMark(scoring: Scoring): { at: number; up: boolean } {
  if (scoring.kind === "steps")
    return { at: scoring.steps[0]?.[0] ?? 0, up: scoring.direction === "at_least" }
  return { at: scoring.full, up: scoring.full > scoring.zero }
}

/** A figure with as many decimals as it takes to tell it from the mark that it misses. */
function apart(figure: number, mark: number): string {
  const places = [2, 3, 4, 5, 6].find((one) => formatNumber(figure, one) !== formatNumber(mark, one))
  return formatNumber(figure, places ?? 9)
}

/** Why an indicator has the points that it has. */
export function whyWords(
  text: Text,
  reader: Reader,
  indicator: Indicator,
  part: IndicatorPart,
  unseen: boolean,
): string {
  const { why } = text.scoreTold
  if (part.cause) return why.causes[part.cause]
  if (part.withheld) return why.withheld
  if (part.lost === 0) return ""
  const { scoring } = indicator.alternatives[part.alternative ?? 0] ?? {}
  if (!scoring || part.measure === null) return ""
  if (unseen) return why.unseen
  const { at, up } = fullMark(scoring)
  const say = up ? why.higher : why.lower
  return say(apart(part.measure, at), figureWords(reader, indicator, part.alternative), formatNumber(at))
}

type Line = Omit<ScoreRow, "from" | "to">

type Titled = readonly { code: string; title: { zh: string; en: string } }[]

const titleOf = (text: Text, list: Titled, code: string) =>
  list.find((one) => one.code === code)?.title[text.language] ?? code

/** Lines with the running total before and after each. */
function running(lines: readonly Line[]): ScoreRow[] {
  let total = 0
  return lines.map((line): ScoreRow => {
    const from = total
    total += line.points ?? 0
    return { ...line, from, to: total }
  })
}

/** The indicators of a dimension, and what stretching and rounding add: together its points. */
export function dimensionRows(
  text: Text,
  reader: Reader,
  { edition, unseen }: Pick<ScoreTold, "edition" | "unseen">,
  part: DimensionPart,
): ScoreRow[] {
  const { parts } = text.scoreTold
  const name = titleOf(text, edition.dimensions, part.code)
  const indicators = part.indicators.flatMap((one): Line[] => {
    const indicator = edition.indicators.find(({ code }) => code === one.code)
    if (!indicator) return []
    return [
      {
        id: one.code,
        title: indicator.title[text.language],
        points: one.points,
        full: one.full,
        lost: one.points === null ? null : one.lost,
        why: whyWords(text, reader, indicator, one, unseen.has(one.code)),
        kind: "indicator",
      },
    ]
  })
  const applies = part.indicators.every(({ points }) => points !== null)
  const stretched: Line = {
    id: `${part.code}-stretched`,
    title: applies ? parts.rounded(name) : parts.stretched(name),
    points: part.stretched,
    ...{ full: null, lost: null, why: "", kind: "other" },
  }
  return running([...indicators, ...(part.stretched === 0 ? [] : [stretched])])
}

/** Every indicator that has lost points: what is missing first, then what lost most. */
export function lostRows(
  text: Text,
  reader: Reader,
  told: Pick<ScoreTold, "edition" | "unseen" | "waterfall">,
): ScoreRow[] {
  const { dimensions } = told.waterfall
  const missing = new Set(
    dimensions.flatMap(({ indicators }) =>
      indicators.flatMap(({ code, state }) => (state === "missing" ? [code] : [])),
    ),
  )
  return dimensions
    .flatMap((part) => dimensionRows(text, reader, told, part))
    .filter(({ lost }) => lost !== null && lost > 0)
    .toSorted(
      (one, other) =>
        Number(missing.has(other.id)) - Number(missing.has(one.id)) || (other.lost ?? 0) - (one.lost ?? 0),
    )
}

/** The parts in the order in which they add up, the final score last. */
export function scoreRows(
  text: Text,
  { edition, items, waterfall }: Pick<ScoreTold, "edition" | "items" | "waterfall">,
): ScoreRow[] {
  const { parts } = text.scoreTold
  const other = (id: string, title: string, points: number, why = ""): Line[] =>
    points === 0 ? [] : [{ id, title, points, full: null, lost: null, why, kind: "other" }]
  const bonuses = items.bonuses.map((one) => parts.item(titleOf(text, edition.bonuses, one.code), one.points))
  const deductions = items.deductions.map(({ code, count, points }) =>
    text.filing.expected.deduction(
      titleOf(text, edition.deductions, code),
      String(count),
      formatScore(points, 2),
    ),
  )
  const rows = running([
    ...waterfall.dimensions.map(
      ({ code, points, full }): Line => ({
        id: code,
        title: titleOf(text, edition.dimensions, code),
        ...{ points, full, lost: roundTo(full - points, 9), why: "", kind: "dimension" },
      }),
    ),
    ...other("aggregated", parts.aggregated, waterfall.aggregated),
    ...other("bonus", parts.bonus, waterfall.bonus, bonuses.join(text.site.listComma)),
    ...other("deductions", parts.deductions, waterfall.deductions, deductions.join(text.site.listComma)),
    ...other("floor", parts.floor, waterfall.floor),
  ])
  const sum = { id: "final", title: parts.sum, points: waterfall.final, full: null, lost: null, why: "" }
  return [...rows, { ...sum, kind: "sum", from: 0, to: waterfall.final }]
}
