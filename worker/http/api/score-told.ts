import { createRoute, z } from "@hono/zod-openapi"
import { isScored, type ScoreTold, scoreStates } from "../../../web/pages/score/score-view.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import type { IndicatorPart } from "../../domain/scoring/waterfall.ts"
import type { Improvement } from "../../domain/submission/improve.ts"
import { openFilingFor } from "../../usecases/submission/open-filing.ts"
import { scoreTold } from "../forms/score-told.ts"
import { answers } from "./answers.ts"
import { apiRouter, behindKey } from "./key-route.ts"
import { orNull, quarterName } from "./schemas.ts"
import { submissionParams, submissionPath } from "./submissions.ts"

const figure = orNull(z.number())
const keyValue = orNull(z.union([z.number(), z.literal("NA")]))

const indicatorPart = z
  .object({
    code: z.string(),
    state: z.enum(["reported", "missing", "not_applicable"]),
    cause: z.string().nullable(),
    withheld: z.boolean(),
    /** Null also where others have filed it and nobody has verified it. */
    measure: figure,
    alternative: z.number().int().nullable(),
    points: figure,
    full: z.number(),
    lost: z.number(),
  })
  .openapi("ScorePart")

const improvement = z
  .object({
    indicator: z.string(),
    missing: z.boolean(),
    pointsBefore: figure,
    pointsAfter: figure,
    measureBefore: figure,
    measureAfter: figure,
    changes: z.array(z.object({ key: z.string(), from: keyValue, to: keyValue })),
    providers: z.array(z.string()),
  })
  .openapi("Improvement")

const scoreToldSchema = z
  .object({
    quarter: quarterName,
    estate: z.string(),
    edition: z.string(),
    state: z.enum(scoreStates),
    locked: z.boolean(),
    final: figure,
    band: z.string().nullable(),
    rank: orNull(
      z.object({
        rank: z.number().int(),
        ranked: z.number().int(),
        range: orNull(z.object({ p5: z.number(), p50: z.number(), p95: z.number() })),
      }),
    ),
    parts: orNull(
      z.object({
        dimensions: z.array(
          z.object({
            code: z.string(),
            points: z.number(),
            full: z.number(),
            stretched: z.number(),
            indicators: z.array(indicatorPart),
          }),
        ),
        aggregated: z.number(),
        base: z.number(),
        bonus: z.number(),
        deductions: z.number(),
        floor: z.number(),
      }),
    ),
    improving: orNull(
      z.object({
        band: z.string(),
        short: z.number(),
        gates: z.array(z.string()),
        vetoes: z.array(z.string()),
        most: z.number(),
        gatesOnly: z.boolean(),
        ways: z.array(
          z.object({
            improvements: z.array(improvement),
            final: z.number(),
            band: z.string().nullable(),
          }),
        ),
      }),
    ),
    peers: z.object({
      period: z.string().nullable(),
      size: z.number().int().nullable(),
      age: z.number().int().nullable(),
      none: z.enum(["unreleased", "size", "year", "few"]).nullable(),
      beside: z.array(
        z.object({
          code: z.string(),
          alternative: z.number().int(),
          measure: z.number(),
          n: z.number().int(),
          low: z.number(),
          middle: z.number(),
          high: z.number(),
        }),
      ),
    }),
  })
  .openapi("ScoreTold")

type View = z.infer<typeof scoreToldSchema>

function partView({ unseen }: ScoreTold, part: IndicatorPart): z.infer<typeof indicatorPart> {
  const { code, state, cause, withheld, measure, alternative, points, full, lost } = part
  const hidden = withheld === true || unseen.has(code)
  return {
    ...{ code, state, points, full, lost, cause: cause ?? null, withheld: withheld === true },
    ...{ measure: hidden ? null : measure, alternative: hidden ? null : alternative },
  }
}

/** The values of a change only where the company types them; of others who files them. */
function improvementView(told: ScoreTold, one: Improvement): z.infer<typeof improvement> {
  const specs = editionKeys(told.edition)
  const hidden = told.unseen.has(one.indicator)
  const others = one.changes.flatMap(({ key }) =>
    told.mine.has(key) ? [] : (specs.get(key)?.provider ?? []),
  )
  return {
    indicator: one.indicator,
    missing: one.missing,
    pointsBefore: one.before.points,
    pointsAfter: one.after.points,
    measureBefore: hidden ? null : one.before.measure,
    measureAfter: hidden ? null : one.after.measure,
    changes: one.changes.filter(({ key }) => told.mine.has(key)),
    providers: [...new Set(others)],
  }
}

function partsView(told: ScoreTold): View["parts"] {
  const { dimensions, aggregated, base, bonus, deductions, floor } = told.waterfall
  return {
    dimensions: dimensions.map(({ code, points, full, stretched, indicators }) => ({
      ...{ code, points, full, stretched },
      indicators: indicators.map((part) => partView(told, part)),
    })),
    ...{ aggregated, base, bonus, deductions, floor },
  }
}

function improvingView(told: ScoreTold): View["improving"] {
  if (!told.improving) return null
  const { bar, ways, most, gatesOnly } = told.improving
  const { band, short, gates, vetoes } = bar
  return {
    ...{ band, short, gates, vetoes, most, gatesOnly },
    ways: ways.map(({ improvements, score }) => ({
      improvements: improvements.map((one) => improvementView(told, one)),
      final: score.final,
      band: score.band,
    })),
  }
}

/** What the page says, with the same figures; what has no score has none here either. */
function view(told: ScoreTold): View {
  const scored = isScored(told)
  const { period, size, age, found } = told.peers
  const { rank } = told
  const range = rank?.range && { p5: rank.range.p5, p50: rank.range.p50, p95: rank.range.p95 }
  return {
    quarter: told.quarter,
    estate: told.estate.slug,
    edition: `${told.edition.code}@${told.edition.version}`,
    state: told.state,
    locked: told.locked,
    final: scored ? told.waterfall.final : null,
    band: scored ? told.band : null,
    rank: rank && { rank: rank.rank, ranked: rank.ranked, range: range ?? null },
    parts: scored ? partsView(told) : null,
    improving: scored ? improvingView(told) : null,
    peers: {
      ...{ period, size, age },
      none: "none" in found ? found.none : null,
      beside: "none" in found ? [] : found.beside,
    },
  }
}

const score = createRoute({
  ...behindKey(["filing.read"]),
  method: "get",
  path: `${submissionPath}/score`,
  tags: ["submissions"],
  operationId: "getScore",
  request: { params: submissionParams },
  responses: answers(200, scoreToldSchema),
})

/** 得分说明 for programs: the figures of its page. */
export const scoreApi = apiRouter().openapi(score, async (c) => {
  const { ctx, services } = c.var
  const { quarter, slug } = c.req.valid("param")
  const told = await scoreTold(await openFilingFor(ctx, slug, quarter), ctx.now(), services.publicReader)
  return c.json(view(told), 200)
})
