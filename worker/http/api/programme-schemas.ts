import { z } from "@hono/zod-openapi"
import { objections } from "../../domain/selection/objections.ts"
import { phases } from "../../domain/selection/phases.ts"
import { statesOf } from "../../domain/ticket/states.ts"
import { day, instant, orNull } from "./schemas.ts"

export const programmeSlug = z
  .string()
  .min(1)
  .max(100)
  .openapi("ProgrammeSlug", { example: "shi-fan-xiao-qu-2026" })

export const programmeParams = z.object({ programme: programmeSlug })

export const phaseName = z.enum(phases).openapi("Phase")

const head = {
  slug: z.string(),
  title: z.string(),
  organiser: z.string(),
  phase: phaseName,
  createdAt: instant,
  openedAt: orNull(instant),
  stoppedAt: orNull(instant),
}

export const programmeRow = z.object({ ...head, href: z.string() }).openapi("ProgrammeRow")

const dates = z
  .object({
    openDay: day,
    closeDay: day,
    screeningDay: day,
    reviewDay: day,
    noticeDay: day,
    noticeWorkingDays: z.number().int(),
  })
  .openapi("ProgrammeDates")

const condition = z.object({ figure: z.string(), operator: z.string(), value: z.string() })

/** The rules in force, as they were fixed. */
const rulesSchema = z
  .object({
    title: z.string(),
    titleEn: z.string(),
    summary: z.string(),
    organiser: z.string(),
    approval: z.record(z.string(), z.string()),
    declarations: z.object({ noFee: z.boolean(), noGovernmentNaming: z.boolean() }),
    categories: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        places: z.number().int(),
        quotas: z.array(z.object({ district: z.string(), most: z.number().int() })),
      }),
    ),
    basis: z.object({ period: z.string(), number: z.number().int(), manifestHash: z.string() }),
    eligibility: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        expression: z.string(),
        built: orNull(condition),
      }),
    ),
    form: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        hint: z.string(),
        required: z.boolean(),
        most: z.number().int(),
      }),
    ),
    dates,
    review: z.object({
      blind: z.boolean(),
      perCandidate: z.number().int(),
      quorum: z.number().int(),
      judgesShare: z.number(),
      method: z.enum(["raw", "calibrated"]),
    }),
    criteria: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        weight: z.number(),
        levels: z.array(z.object({ score: z.number(), anchor: z.string() })),
      }),
    ),
    tieBreak: z.array(z.enum(["judges", "score", "range", "tenure", "draw"])),
    seed: z.number().int(),
    objections: z.object({ anonymous: z.boolean(), replyWorkingDays: z.number().int() }),
    validityYears: z.number().int(),
    conflictYears: z.number().int(),
  })
  .openapi("ProgrammeRules")

export const programmeSchema = z
  .object({
    ...head,
    stopReason: z.string().nullable(),
    archivedAt: orNull(instant),
    rulesVersion: z.number().int(),
    rulesHash: z.string().nullable(),
    rules: orNull(rulesSchema),
    disclaimer: z.string(),
  })
  .openapi("Programme")

export const progressSchema = z
  .object({
    assigned: z.number().int(),
    submitted: z.number().int(),
    judges: z.array(
      z.object({
        judgeId: z.string(),
        memberId: z.string(),
        name: z.string(),
        state: z.enum(["invited", "accepted", "declined", "removed"]),
        ready: z.boolean(),
        conflicts: z.number().int(),
        assigned: z.number().int(),
        draft: z.number().int(),
        submitted: z.number().int(),
        abstained: z.number().int(),
        lastAt: orNull(instant),
      }),
    ),
  })
  .openapi("ReviewProgress")

const mean = z.number().nullable()

export const resultsSchema = z
  .object({
    disclaimer: z.string(),
    assigned: z.number().int(),
    submitted: z.number().int(),
    candidates: z.array(
      z.object({
        nominationId: z.string(),
        blindCode: z.string(),
        category: z.string(),
        name: z.string(),
        assigned: z.number().int(),
        reviews: z.number().int(),
        abstained: z.number().int(),
        insufficient: z.boolean(),
        rawMean: mean,
        rawMedian: mean,
        calibratedMean: mean,
      }),
    ),
    judges: z.array(
      z.object({
        judgeId: z.string(),
        assigned: z.number().int(),
        reviews: z.number().int(),
        mean,
        spread: mean,
        standardised: z.boolean(),
        outlying: z.boolean(),
      }),
    ),
  })
  .openapi("ReviewResults")

export const objectionRow = z
  .object({
    id: z.string(),
    number: z.number().int(),
    nominationId: z.string(),
    named: z.boolean(),
    state: z.enum(statesOf(objections)),
    text: z.string(),
    receivedAt: instant,
    replyDueDay: day,
    reply: z.string().nullable(),
    decidedAt: orNull(instant),
  })
  .openapi("Objection")
