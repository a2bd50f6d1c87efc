import { z } from "zod"
import type { Outcome } from "../domain/release/snapshot.ts"
import type { AssignmentRecord } from "../domain/selection/assignment.ts"
import type { CertificateDocument } from "../domain/selection/certificate.ts"
import { type ConflictStep, stepKinds, stepTies } from "../domain/selection/conflicts.ts"
import type { EligibilityResult } from "../domain/selection/eligibility.ts"
import type { EstateFigures } from "../domain/selection/figures.ts"
import type { ShortlistDocument, ShortlistEntry } from "../domain/selection/shortlist.ts"
import { byCode, figure, flag, names, number, oneOf, text, word } from "./parts.ts"
import { tieStep } from "./rules.ts"

export const answers: z.ZodType<Record<string, string>> = z.record(z.string(), text)

export const outcome = oneOf<Outcome>({ scored: true, not_reported: true, under_check: true, returned: true })
const totals = { outcome: outcome.nullable(), base: figure, final: figure, band: word, rank: figure }

export const figures: z.ZodType<EstateFigures> = z.object({
  format: z.literal(1),
  estate: z.object({
    slug: text,
    name: text,
    place: text,
    placeNames: names,
    district: text,
    company: word,
  }),
  basis: z.object({
    ...totals,
    period: text,
    manifestHash: text,
    bonus: figure,
    deductions: figure,
    ranking: figure,
    rankP5: figure,
    rankP95: figure,
    top10: figure,
    gatesFailed: names,
    vetoes: names,
    dimensions: byCode,
  }),
  quarters: z.array(
    z.object({
      ...totals,
      period: text,
      manifestHash: word,
      gatesFailed: names,
      vetoes: names,
      late: figure,
    }),
  ),
  tenureMonths: figure,
  demonstration: flag,
})

/** Nominations of an estate in a programme that stand. */
export const standing = z.array(
  z.object({
    id: text,
    category: text,
    state: z.enum(["draft", "submitted"]),
    organisationId: text,
    organisation: text,
  }),
)

export const eligibility: z.ZodType<EligibilityResult> = z.object({
  eligible: flag,
  rules: z.array(
    z.object({
      code: text,
      outcome: z.enum(["pass", "fail", "missing", "error"]),
      figures: z.record(z.string(), z.union([number, text, flag, z.null()])),
      problem: word,
    }),
  ),
  figuresHash: text,
  rulesVersion: number,
})

export const scores: z.ZodType<Record<string, number | null>> = z.record(z.string(), figure)

const step: z.ZodType<ConflictStep> = z.object({
  kind: oneOf(stepKinds),
  ref: text,
  name: text,
  by: oneOf(stepTies),
})

export const conflictPath = z.array(step)

export const record: z.ZodType<AssignmentRecord> = z.object({
  judges: names,
  candidates: names,
  conflicts: names,
  kept: names,
  fixed: names,
  pairs: names,
  short: z.array(z.object({ nominationId: text, missing: number })),
  loads: z.array(z.object({ judgeId: text, load: number })),
  moved: number,
  reason: text.optional(),
})

const entry: z.ZodType<ShortlistEntry> = z.object({
  nominationId: text,
  estate: z.object({ slug: text, name: text, district: text, placeNames: names, company: word }),
  place: figure,
  order: number,
  total: number,
  judges: figure,
  score: figure,
  band: word,
  rank: figure,
  rankP5: figure,
  rankP95: figure,
  tie: z.array(z.object({ step: tieStep, own: figure, next: figure })),
})

export const shortlist: z.ZodType<ShortlistDocument> = z.object({
  format: z.literal(1),
  programmeId: text,
  number,
  rulesVersion: number,
  rulesHash: text,
  frozenAt: text,
  categories: z.array(
    z.object({
      code: text,
      title: text,
      places: number,
      entries: z.array(entry),
      reserve: z.array(entry),
      left: z.array(
        z.object({
          nominationId: text,
          reason: z.enum(["insufficient", "not_scored", "quota", "struck", "withdrawn"]),
          entry: entry.nullable(),
        }),
      ),
    }),
  ),
})

export const certificate: z.ZodType<CertificateDocument> = z.object({
  format: z.literal(1),
  number: text,
  programme: z.object({ slug: text, title: text, titleEn: text, organiser: text, approval: text }),
  category: text,
  estate: z.object({ slug: text, name: text, placeNames: names, company: word }),
  basis: z.object({ period: text, manifestHash: text, band: word, base: figure }),
  shortlist: z.object({ number, hash: text, place: number, total: number }),
  awardedOn: text,
  validFrom: text,
  validTo: text,
  demonstration: flag,
})
