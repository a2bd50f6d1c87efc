import { z } from "@hono/zod-openapi"
import { reasonClasses } from "../../domain/submission/adjustments.ts"
import { askable } from "../../domain/submission/asking.ts"
import { day, instant, orNull, quarterName, submissionState } from "./schemas.ts"

const provider = z
  .enum(["company", "community", "street", "district", "city", "platform"])
  .openapi("Provider")

const reasonClass = z.enum(reasonClasses).openapi("ReasonClass")

const valueText = z.string().openapi("ValueText", {
  example: "1280",
})

const faultSchema = z
  .object({
    rule: z.string(),
    field: z.string().nullable(),
    pointer: z.string().nullable(),
    message: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .openapi("Fault")

const scoreSchema = z
  .object({
    base: z.number(),
    bonus: z.number(),
    deductions: z.number(),
    final: z.number(),
    ranking: z.number(),
    band: z.string().nullable(),
    gatesFailed: z.array(z.string()),
    vetoes: z.array(z.string()),
    deductionDetail: z.array(z.object({ code: z.string(), count: z.number(), points: z.number() })),
    bars: z.array(
      z
        .object({
          band: z.string(),
          short: z.number(),
          gates: z.array(z.string()),
          vetoes: z.array(z.string()),
          others: z.array(z.string()),
        })
        .openapi("BandBar"),
    ),
    dimensions: z.array(
      z.object({
        code: z.string(),
        points: z.number(),
        fullPoints: z.number(),
        ratio: z.number().nullable(),
      }),
    ),
    indicators: z.array(
      z.object({
        code: z.string(),
        state: z.enum(["reported", "missing", "not_applicable"]),
        measure: z.number().nullable(),
        points: z.number().nullable(),
        alternative: z.number().int().nullable(),
      }),
    ),
  })
  .openapi("ExpectedScore")

const checkFields = {
  hard: z.array(faultSchema),
  soft: z.array(faultSchema),
  told: z.array(faultSchema),
  missing: z.array(z.string()),
  waiting: z.array(z.string()),
  expected: orNull(scoreSchema),
}

export const checkSchema = z.object({ ...checkFields, submittable: z.boolean() }).openapi("Check")

const points = z
  .object({ base: z.number(), deductions: z.number(), final: z.number(), band: z.string().nullable() })
  .openapi("Points")

/** What adjustments do to points and band. */
const scoreChange = z.object({ filed: points, adjusted: points }).openapi("ScoreChange")

/** What decisions would do: points as filed and as decided, each adjustment's effect, and what bars a better band. */
export const previewSchema = z
  .object({
    ...scoreChange.shape,
    effects: z.array(z.object({ key: z.string(), effect: z.number() })),
    expected: scoreSchema,
  })
  .openapi("DecisionPreview")

/** What came back of a value, or of the whole (key null), and its answer, a reason of the part under its name. */
const questionSchema = z
  .object({
    name: z.string(),
    key: z.string().nullable(),
    state: z.enum(["open", "changed", "answered"]),
    filed: orNull(valueText),
    answer: z.string().nullable(),
    notes: z.array(
      z.object({
        kind: z.enum(["asked", "adjusted", "returned"]),
        level: z.enum(["street", "district"]),
        at: instant,
        words: z.string(),
        checkedValue: orNull(valueText),
      }),
    ),
  })
  .openapi("Question")

/** What one provider types of a submission. */
export const partSchema = z
  .object({
    provider,
    revision: z.number().int(),
    savedAt: orNull(instant),
    locked: z.string().nullable(),
    maySubmit: z.boolean(),
    mayWithdraw: z.boolean(),
    values: z.record(z.string(), valueText),
    reasons: z.record(z.string(), z.string()),
    carried: z.array(
      z
        .object({ key: z.string(), value: valueText, quarter: quarterName, derived: z.boolean() })
        .openapi("CarriedValue"),
    ),
    asked: z.array(
      z.object({
        key: z.string(),
        decision: z.enum(["adjusted", "asked"]),
        reason: z.string(),
        checkedValue: orNull(valueText),
      }),
    ),
    questions: z.array(questionSchema),
    adjustments: z.array(
      z
        .object({
          key: z.string(),
          level: z.enum(["street", "district"]),
          typed: orNull(valueText),
          checkedValue: valueText,
          reasonClass,
          reason: z.string(),
          effect: z.number().nullable(),
        })
        .openapi("Adjustment"),
    ),
    adjusted: orNull(scoreChange),
    asking: z.array(
      z
        .object({ provider: z.enum(askable), keys: z.array(z.string()), askedToday: orNull(instant) })
        .openapi("CanBeAsked"),
    ),
    request: orNull(
      z.object({ company: z.string(), at: instant, keys: z.array(z.string()) }).openapi("PartRequest"),
    ),
    ...checkFields,
  })
  .openapi("Part")

const findingFields = {
  level: z.enum(["street", "district"]),
  filing: z.number().int(),
  decision: z.enum(["accepted", "adjusted", "asked"]),
  checkedValue: orNull(valueText),
  reasonClass: orNull(reasonClass),
  reason: z.string().nullable(),
}

const verificationSchema = z
  .object({
    level: z.enum(["street", "district"]).nullable(),
    locked: z.string().nullable(),
    mayVerify: z.boolean(),
    mayReturn: z.boolean(),
    values: z.array(
      z.object({
        key: z.string(),
        provider,
        onBehalf: z.boolean(),
        typed: orNull(valueText),
        value: valueText,
        source: z.enum(["reported", "community_checked", "street_verified", "verified"]),
        previous: orNull(valueText),
        reason: z.string().nullable(),
        findings: z.array(z.object(findingFields)),
      }),
    ),
    flags: z.array(faultSchema),
    questions: z.array(questionSchema),
    marks: z.array(
      z.object({
        mark: z.string(),
        rule: z.string(),
        field: z.string().nullable(),
        message: z.string(),
        reason: z.string().nullable(),
        points: z.number(),
        settled: z.enum(["street", "district"]).nullable(),
      }),
    ),
    effects: orNull(previewSchema),
  })
  .openapi("Verification")

export const submissionSchema = z
  .object({
    quarter: quarterName,
    estate: z.object({
      slug: z.string(),
      name: z.string(),
      placeCode: z.string(),
      placeNames: z.array(z.string()),
      demonstration: z.boolean(),
    }),
    company: z.object({ id: z.string(), name: z.string() }).nullable(),
    edition: z.string(),
    state: orNull(submissionState),
    deadlineDay: day,
    late: z.boolean(),
    firstSubmittedAt: orNull(instant),
    submittedAt: orNull(instant),
    streetVerifiedAt: orNull(instant),
    verifiedAt: orNull(instant),
    returned: z
      .object({ by: z.enum(["street", "district", "city"]), reason: z.string(), at: orNull(instant) })
      .nullable(),
    closed: z.boolean(),
    released: z.boolean(),
    exemption: orNull(z.object({ reason: z.string(), at: instant }).openapi("Exemption")),
    correction: z.object({ reason: z.string(), openedAt: instant }).nullable(),
    part: orNull(partSchema),
    verification: orNull(verificationSchema),
  })
  .openapi("Submission")

export const submissionRow = z
  .object({
    quarter: quarterName,
    estate: z.string(),
    name: z.string(),
    placeCode: z.string(),
    place: z.string(),
    company: z.string().nullable(),
    demonstration: z.boolean(),
    state: orNull(submissionState),
    submittedAt: orNull(instant),
    streetVerifiedAt: orNull(instant),
    verifiedAt: orNull(instant),
    closed: z.boolean(),
    correcting: z.boolean(),
    askedBy: z.string().nullable(),
    askedAt: orNull(instant),
    href: z.string(),
  })
  .openapi("SubmissionRow")

export const keySpecSchema = z
  .object({
    key: z.string(),
    kind: z.enum(["base", "input", "gate", "bonus", "deduction", "veto"]),
    indicator: z.string().nullable(),
    provider,
    mine: z.boolean(),
    type: z.enum(["number", "integer", "yes_no"]),
    min: z.number(),
    max: z.number().nullable(),
    atMost: z.string().nullable(),
    naAllowed: z.boolean(),
    sensitive: z.boolean(),
    title: z.object({ zh: z.string(), en: z.string() }),
    unit: z.object({ zh: z.string(), en: z.string() }).nullable(),
    previous: orNull(valueText),
  })
  .openapi("KeySpec")
