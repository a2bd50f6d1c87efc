import { z } from "zod"
import type { Line } from "../domain/release/content.ts"
import type { ContentKinds, Kind } from "../domain/release/content-store.ts"
import type { GroupFigures, Leaf, Quartiles } from "../domain/release/directory.ts"
import type { Peers } from "../domain/release/peers.ts"
import type { PastFigures } from "../domain/release/series.ts"
import type {
  Corrects,
  ListRow,
  PublishedIndicator,
  PublishedValue,
  RankRange,
  ReleaseRef,
  ReleaseStanding,
  Totals,
  ValueState,
} from "../domain/release/snapshot.ts"
import type { ScoredFigures } from "../domain/release/working.ts"
import { reasonClasses } from "../domain/submission/adjustments.ts"
import { archive } from "./archive.ts"
import { byCode, figure, figures, flag, names, number, numbers, text, texts, word } from "./parts.ts"
import { chunk, inputPart, place } from "./releases.ts"
import { outcome } from "./selection.ts"

const state: z.ZodType<ValueState> = z.enum([
  "verified",
  "spot_checked",
  "press",
  "missing",
  "not_applicable",
  "too_few",
  "suppressed",
  "unknown",
])
const period = { period: text, number }

const totals: z.ZodType<Totals> = z.object({
  estates: number,
  outcomes: z.record(z.enum(["scored", "not_reported", "under_check", "returned"]), number),
  bands: byCode,
  demonstration: number,
  median: z.object({ base: figure, final: figure, dimensions: byCode, indicators: byCode }),
})

const corrects: z.ZodType<Corrects> = z.object({
  number,
  manifestHash: text,
  count: number.optional(),
  estates: z.array(z.object({ slug: text, quarter: text.optional(), reason: text })),
})

const releaseRef: z.ZodType<ReleaseRef> = z.object({ ...period, manifestHash: text })

const standing: z.ZodType<ReleaseStanding> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("final"),
    follows: z.object({ n: number, manifestHash: text }).optional(),
  }),
  z.object({ kind: z.literal("preliminary"), n: number }),
])

const manifestHead = {
  ...period,
  cell: text,
  kind: z.enum(["quarter", "year"]),
  edition: z.object({ code: text, version: text, hash: text }),
  engine: text,
  inputHash: text,
  frozenAt: text,
  totals,
  corrects: corrects.optional(),
}

const first = z.object({
  ...manifestHead,
  format: z.literal(1),
  chunks: z.array(z.object({ hash: text, estates: number, first: text, last: text })),
  lists: z.array(z.object({ hash: text, estates: number })),
})

const second = z.object({
  ...manifestHead,
  format: z.literal(2),
  standing,
  before: releaseRef.nullable(),
  ranking: z.object({
    score: z.enum(["base", "base_minus_deductions", "final"]),
    places: figure,
    ties: z.literal("shared"),
    tie_break: z.array(z.enum(["base", "bonus", "deductions", "final", "ranking"])),
    min_group: number,
  }),
  directory: text,
  inputs: z.array(inputPart).optional(),
  quarters: z.array(releaseRef).optional(),
  exempt: z.array(z.object({ slug: text, name: text })).optional(),
})

const directory = z.object({
  chunks: z.array(chunk),
  groups: z.object({
    pack: text,
    lines: z.array(z.object({ ...place, group: text })),
  }),
  series: z.array(z.object(period)),
})

const line: z.ZodType<Line> = z.object(place)

const leaf: z.ZodType<Leaf> = z.object({
  estates: z.array(z.object({ slug: text, card: line, series: line })),
})

/** Quartiles of the values of estates of a size, and of the indicators of those of a size and age. */
export const peers: z.ZodType<Peers> = z.record(
  z.string(),
  z.record(
    z.string(),
    z.union([z.tuple([number, number, number]), z.tuple([number, number, number, number])]),
  ),
)

const quartiles: z.ZodType<Quartiles> = z.tuple([number, number, number, number, number])

const group: z.ZodType<GroupFigures> = z.object({
  group: text,
  estates: number,
  scored: number,
  totals: z.partialRecord(z.enum(["base", "bonus", "deductions", "final", "ranking"]), quartiles),
  dimensions: z.record(z.string(), quartiles),
  indicators: z.record(z.string(), quartiles),
})

const range: z.ZodType<RankRange> = z.object({
  p5: number,
  p50: number,
  p95: number,
  top10: number,
  group: number,
})

const rowFields = {
  slug: text,
  name: text,
  place: text,
  placeNames: names,
  district: text,
  company: word,
  demonstration: flag,
  outcome,
  band: word,
  base: figure,
  bonus: figure,
  deductions: figure,
  final: figure,
  ranking: figure,
  rank: figure,
  rankFigure: figure.optional(),
  range: range.nullable(),
  gatesFailed: names,
  vetoes: names,
  dimensions: byCode,
}
const row: z.ZodType<ListRow> = z.object(rowFields)

const indicator: z.ZodType<PublishedIndicator> = z.object({
  withheld: z.literal([0, 1]).optional(),
  code: text,
  state,
  measure: figure,
  ratio: figure,
  points: figure,
  alternative: figure,
  adjusted: flag,
})

const value: z.ZodType<PublishedValue> = z.object({
  range: z.tuple([number, number]).optional(),
  adjustedFor: z.enum(reasonClasses).optional(),
  key: text,
  state,
  value: figure,
  provider: text,
  onBehalf: flag,
  adjusted: flag,
})

const confirmed = z.object({ values: number, of: number, estates: number })

const detailFields = {
  fewAnswers: z.object({ answered: number, asked: number }).optional(),
  confirmed: confirmed.optional(),
  dimensionDetail: z.array(z.object({ code: text, points: number, full: number, applicable: number })),
  indicators: z.array(indicator),
  values: z.array(value),
  gates: z.array(z.object({ code: text, met: flag, answered: flag })),
  bonuses: z.array(z.object({ code: text, points: number })),
  deductionDetail: z.array(z.object({ code: text, count: number, points: number })),
  corrected: z.array(z.object({ quarter: text.optional(), reason: text })).optional(),
}

const past: z.ZodType<PastFigures> = z.object({ gatesFailed: names, vetoes: names, deducted: byCode })

const series = z.object({
  codes: names,
  periods: z.array(
    z.object({
      ...period,
      edition: text,
      outcome,
      band: word,
      base: figure,
      final: figure,
      rank: figure,
      dimensions: byCode,
      kept: past.optional(),
      points: figures,
      measures: figures,
      states: z.array(state.nullable()),
    }),
  ),
})

const repeated = <T>(of: z.ZodType<T>) => z.object({ of: z.array(of), at: numbers })

const rows = z.object({
  slugs: texts,
  names: texts,
  sites: repeated(z.tuple([text, names, text])),
  companies: repeated(word),
  demonstration: repeated(flag),
  outcomes: repeated(outcome),
  bands: repeated(word),
  gatesFailed: repeated(names),
  vetoes: repeated(names),
  numbers: z.object({
    base: figures,
    bonus: figures,
    deductions: figures,
    final: figures,
    ranking: figures,
    rankFigure: figures,
    rank: figures,
    p5: figures,
    p50: figures,
    p95: figures,
    top10: figures,
    group: figures,
  }),
  dimensions: z.record(z.string(), figures),
})

const scored: z.ZodType<ScoredFigures> = z.object({
  states: numbers,
  ratios: numbers,
  points: figures,
  bases: z.record(z.string(), z.union([number, z.literal("NA")])),
  answered: names,
  households: figure.optional(),
  numbers: figures.optional(),
  builtYear: figure.optional(),
  measures: figures.optional(),
  alternatives: figures.optional(),
  confirmed: z.tuple([number, number]).optional(),
})

/** What each kind of content is like. A release that was made before stays as it is, so a shape is never narrowed. */
export const contentShapes: { readonly [K in Kind]: z.ZodType<ContentKinds[K]> } = {
  manifest: z.discriminatedUnion("format", [first, second]),
  directory,
  leaf,
  rows,
  card: z.object({ ...rowFields, ...detailFields }),
  series,
  group,
  list: z.object({ rows: z.array(row) }),
  figures: z.object({
    estates: z.array(z.object({ row, figures: scored.nullable(), sources: figures.optional() })),
  }),
  details: z.object({ cards: z.array(z.object(detailFields)) }),
  ranks: z.object({
    ranks: figures,
    figures: figures,
    ranges: z.array(range.nullable()),
    totals,
    groups: z.array(group),
    companies: z.record(z.string(), confirmed).optional(),
    peers: peers.optional(),
    basis: z.object({
      published: z.array(releaseRef),
      before: releaseRef.nullable(),
      corrects: corrects.nullable(),
    }),
  }),
  archive,
}
