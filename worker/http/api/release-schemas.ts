import { z } from "@hono/zod-openapi"
import { reasonClasses } from "../../domain/submission/adjustments.ts"
import { instant, orNull } from "./schemas.ts"

const number = z.number().nullable()
const counts = z.record(z.string(), z.number())
const outcome = z.enum(["scored", "not_reported", "under_check", "returned"]).openapi("Outcome")
const valueState = z
  .enum([
    "verified",
    "spot_checked",
    "press",
    "missing",
    "not_applicable",
    "too_few",
    "suppressed",
    "unknown",
  ])
  .openapi("ValueState")

const totals = z
  .object({
    estates: z.number().int(),
    outcomes: counts,
    bands: counts,
    demonstration: z.number().int(),
    median: z.object({ base: number, final: number, dimensions: counts, indicators: counts }),
  })
  .openapi("ReleaseTotals")

const corrects = z
  .object({
    number: z.number().int(),
    manifestHash: z.string(),
    count: z.number().int().optional(),
    estates: z.array(z.object({ slug: z.string(), quarter: z.string().optional(), reason: z.string() })),
  })
  .openapi("Corrects")

const releaseRef = z
  .object({ period: z.string(), number: z.number().int(), manifestHash: z.string() })
  .openapi("ReleaseRef")

const hashedFile = z.object({ href: z.string(), sha256: z.string() }).openapi("HashedFile")

const inputs = z
  .object({
    values: z.string().nullable(),
    expected: z.string(),
    quarters: z.array(
      z.object({
        period: z.string(),
        number: z.number().int(),
        manifestHash: z.string(),
        json: z.string(),
      }),
    ),
    parts: z.array(
      z.object({
        estates: z.number().int(),
        first: z.string(),
        last: z.string(),
        values: orNull(hashedFile),
        expected: hashedFile,
      }),
    ),
  })
  .openapi("PublicInputs")

const headFields = {
  period: z.string(),
  kind: z.enum(["quarter", "year"]),
  number: z.number().int(),
  edition: z.object({
    code: z.string(),
    version: z.string(),
    hash: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
  }),
  engine: z.string(),
  inputHash: z.string(),
  manifestHash: z.string(),
  frozenAt: instant,
  publishedAt: instant,
  totals,
  corrects: orNull(corrects),
  before: orNull(releaseRef),
  inputs,
  notRecomputable: z.array(z.string()),
  earlier: z.array(
    z.object({
      number: z.number().int(),
      manifestHash: z.string(),
      publishedAt: instant,
      json: z.string(),
      csv: z.string(),
    }),
  ),
  links: z.object({
    json: z.string(),
    csv: z.string(),
    values: z.string().nullable(),
    edition: z.string(),
  }),
}

const part = z.object({ hash: z.string(), estates: z.number().int() })

const manifestFields = {
  cell: z.string(),
  period: z.string(),
  number: z.number().int(),
  kind: z.enum(["quarter", "year"]),
  edition: z.object({ code: z.string(), version: z.string(), hash: z.string() }),
  engine: z.string(),
  inputHash: z.string(),
  frozenAt: instant,
  totals,
  corrects: corrects.optional(),
}

const inputPart = z
  .object({
    estates: z.number().int(),
    first: z.string(),
    last: z.string(),
    values: z.string().nullable(),
    expected: z.string(),
  })
  .openapi("InputPart")

const manifest = z
  .union([
    z.object({
      format: z.literal(1),
      ...manifestFields,
      chunks: z.array(part.extend({ first: z.string(), last: z.string() })),
      lists: z.array(part),
    }),
    z.object({
      format: z.literal(2),
      ...manifestFields,
      exempt: z.array(z.object({ slug: z.string(), name: z.string() })).optional(),
      standing: z.object({
        kind: z.enum(["final", "preliminary"]),
        n: z.number().int().optional(),
        follows: z.object({ n: z.number().int(), manifestHash: z.string() }).optional(),
      }),
      before: orNull(releaseRef),
      ranking: z.object({
        score: z.string(),
        places: number,
        ties: z.string(),
        tie_break: z.array(z.string()),
        min_group: z.number().int(),
      }),
      directory: z.string(),
      inputs: z.array(inputPart).optional(),
      quarters: z.array(releaseRef).optional(),
    }),
  ])
  .openapi("Manifest")

const quartiles = z.array(z.number())
const byCode = z.record(z.string(), quartiles)

const groupFigures = z
  .object({
    group: z.string(),
    estates: z.number().int(),
    scored: z.number().int(),
    totals: byCode,
    dimensions: byCode,
    indicators: byCode,
  })
  .openapi("GroupFigures")

const releasedEstate = z
  .object({
    slug: z.string(),
    name: z.string(),
    place: z.string(),
    placeNames: z.array(z.string()),
    district: z.string(),
    company: z.string().nullable(),
    demonstration: z.boolean(),
    outcome,
    band: z.string().nullable(),
    base: number,
    bonus: number,
    deductions: number,
    final: number,
    ranking: number,
    rank: number,
    rankFigure: number.optional(),
    range: z
      .object({ p5: z.number(), p50: z.number(), p95: z.number(), top10: z.number(), group: z.number() })
      .nullable(),
    gatesFailed: z.array(z.string()),
    vetoes: z.array(z.string()),
    dimensions: counts,
    dimensionDetail: z.array(
      z.object({ code: z.string(), points: z.number(), full: z.number(), applicable: z.number() }),
    ),
    indicators: z.array(
      z.object({
        code: z.string(),
        state: valueState,
        measure: number,
        ratio: number,
        points: number,
        alternative: number,
        adjusted: z.boolean(),
        withheld: z.number().int().optional(),
      }),
    ),
    values: z.array(
      z.object({
        key: z.string(),
        state: valueState,
        value: number,
        provider: z.string(),
        onBehalf: z.boolean(),
        adjusted: z.boolean(),
        adjustedFor: z.enum(reasonClasses).optional(),
        range: z.array(z.number()).optional(),
      }),
    ),
    gates: z.array(z.object({ code: z.string(), met: z.boolean(), answered: z.boolean() })),
    bonuses: z.array(z.object({ code: z.string(), points: z.number() })).optional(),
    deductionDetail: z.array(z.object({ code: z.string(), count: z.number(), points: z.number() })),
    corrected: z.array(z.object({ quarter: z.string().optional(), reason: z.string() })).optional(),
    fewAnswers: z.object({ answered: z.number().int(), asked: z.number().int() }).optional(),
    confirmed: z
      .object({ values: z.number().int(), of: z.number().int(), estates: z.number().int() })
      .openapi("ConfirmedValues")
      .optional(),
  })
  .openapi("ReleasedEstate")

export const releaseList = z
  .object({
    disclaimer: z.string(),
    head: orNull(releaseRef),
    releases: z.array(z.object(headFields).openapi("ReleaseHead")),
  })
  .openapi("ReleaseList")

export const releaseBody = z
  .object({
    disclaimer: z.string(),
    editionDisclaimer: z.object({ zh: z.string(), en: z.string() }),
    ...headFields,
    manifest,
    groups: z.array(groupFigures),
    estates: z.array(releasedEstate),
  })
  .openapi("Release")
