import { z } from "@hono/zod-openapi"
import { attachmentTypes } from "../../domain/selection/attachment.ts"
import { typedReason } from "../../usecases/fields.ts"
import { instant, orNull } from "./schemas.ts"

export const nominationState = z.enum(["draft", "submitted", "withdrawn"]).openapi("NominationState")
const screening = orNull(z.enum(["eligible", "ineligible", "overridden"]).openapi("Screening"))

/** Query that lists of nominations are narrowed by. */
export const nominationQuery = {
  state: nominationState.optional(),
  screening: z.enum(["none", "eligible", "ineligible", "overridden"]).optional(),
  category: z.string().max(20).optional(),
}

const row = {
  id: z.string(),
  programme: z.string(),
  category: z.string(),
  estate: z.string(),
  name: z.string(),
  organisation: z.string(),
  demonstration: z.boolean(),
  state: nominationState,
  screening,
  struckAt: orNull(instant),
  updatedAt: instant,
  submittedAt: orNull(instant),
}

export const nominationRow = z.object({ ...row, href: z.string() }).openapi("NominationRow")

/** As the organiser sees it: with what judges know a candidate by. */
export const candidateRow = z
  .object({ ...row, blindCode: z.string(), href: z.string() })
  .openapi("CandidateRow")

const figure = z.union([z.number(), z.string(), z.boolean(), z.null()])

const eligibility = z
  .object({
    eligible: z.boolean(),
    figuresHash: z.string(),
    rulesVersion: z.number().int(),
    rules: z.array(
      z.object({
        code: z.string(),
        outcome: z.enum(["pass", "fail", "missing", "error"]),
        figures: z.record(z.string(), figure),
        problem: z.string().nullable(),
      }),
    ),
  })
  .openapi("Eligibility")

export const nominationSchema = z
  .object({
    ...row,
    closed: z.string().nullable(),
    answers: z.record(z.string(), z.string()),
    consentAt: orNull(instant),
    eligibility: orNull(eligibility),
    ineligibleReason: z.string().nullable(),
    attachments: z.number().int(),
    withdrawnAt: orNull(instant),
    withdrawReason: z.string().nullable(),
    disclaimer: z.string(),
  })
  .openapi("Nomination")

export const startBody = z
  .strictObject({
    programme: z.string().max(100).openapi({ example: "shi-fan-xiao-qu-2026" }),
    estate: z.string().max(100).openapi({ example: "hefeng-yuan" }),
    category: z.string().max(20).openapi({ example: "A" }),
  })
  .openapi("NominationStart")

const typed = {
  answers: z
    .record(z.string().max(100), z.string().max(40_000))
    .openapi({ example: { statement: "四方每月议事，记录完整。" } }),
  consent: z.boolean(),
}

export const draftBody = z.strictObject(typed).openapi("NominationDraft")
export const submissionBody = z
  .strictObject({ ...typed, reason: typedReason.optional() })
  .openapi("NominationSubmission")
export const withdrawalBody = z
  .strictObject({ reason: typedReason.optional() })
  .openapi("NominationWithdrawal")

export const attachmentList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        type: z.enum(attachmentTypes),
        bytes: z.number().int(),
        hash: z.string(),
        addedAt: instant,
        href: z.string(),
      }),
    ),
  })
  .openapi("AttachmentList")

export const savedSchema = z.object({ id: z.string(), href: z.string() }).openapi("ChangedNomination")
