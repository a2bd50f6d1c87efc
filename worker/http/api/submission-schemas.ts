import { z } from "@hono/zod-openapi"
import { day, instant, quarterName, submissionState } from "./schemas.ts"

const provider = z
  .enum(["company", "community", "street", "district", "city", "platform"])
  .openapi("Provider", {
    description: "Who supplies a value.",
  })

const valueText = z.string().openapi("ValueText", {
  description: "A value in the edition's format: digits, `NA` (not applicable), `yes` or `no`.",
  example: "1280",
})

const faultSchema = z
  .object({
    rule: z.string().openapi({ description: "The same id as on pages and in files." }),
    field: z.string().nullable().openapi({ description: "The value's key." }),
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
    band: z.string().nullable(),
    gatesFailed: z.array(z.string()),
    vetoes: z.array(z.string()),
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
      }),
    ),
  })
  .openapi("ExpectedScore", {
    description: "What the values typed so far would score. 平台评价口径，非官方评分标准.",
  })

const checkFields = {
  hard: z.array(faultSchema).openapi({ description: "These stop a submission." }),
  soft: z
    .array(faultSchema)
    .openapi({ description: "These ask for a reason; `parameters.reason` is 1 once it is given." }),
  missing: z.array(z.string()).openapi({ description: "Own keys that are still empty." }),
  waiting: z.array(z.string()).openapi({ description: "Keys of others that are still empty." }),
  expected: scoreSchema.nullable().openapi({ description: "For the company only." }),
}

export const checkSchema = z
  .object({ ...checkFields, submittable: z.boolean() })
  .openapi("Check", { description: "What would happen on submitting." })

/** What one provider types of a submission. */
export const partSchema = z
  .object({
    provider,
    revision: z.number().int(),
    savedAt: instant.nullable(),
    locked: z.string().nullable().openapi({ description: "The code of why nothing can be typed now." }),
    maySubmit: z.boolean(),
    mayWithdraw: z.boolean(),
    values: z.record(z.string(), valueText),
    reasons: z.record(z.string(), z.string()),
    asked: z
      .array(
        z.object({
          key: z.string(),
          decision: z.enum(["adjusted", "asked"]),
          reason: z.string(),
          checkedValue: valueText.nullable(),
        }),
      )
      .openapi({ description: "What an authority asked or adjusted when it returned the submission." }),
    ...checkFields,
  })
  .openapi("Part", { description: "The reader's own part of a submission." })

const findingFields = {
  level: z.enum(["street", "district"]),
  filing: z.number().int(),
  decision: z.enum(["accepted", "adjusted", "asked"]),
  checkedValue: valueText.nullable(),
  reason: z.string().nullable(),
}

const verificationSchema = z
  .object({
    level: z
      .enum(["street", "district"])
      .nullable()
      .openapi({ description: "For which the reader decides." }),
    locked: z.string().nullable(),
    mayVerify: z.boolean(),
    mayReturn: z.boolean(),
    values: z.array(
      z.object({
        key: z.string(),
        provider,
        onBehalf: z
          .boolean()
          .openapi({ description: "代填: typed by the company for a place without members." }),
        typed: valueText.nullable(),
        value: valueText.openapi({ description: "What counts: the checked value when there is one." }),
        source: z.enum(["reported", "community_checked", "street_verified", "verified"]),
        previous: valueText.nullable().openapi({ description: "Verified in the quarter before." }),
        reason: z.string().nullable().openapi({ description: "Given by who typed it, for a soft fault." }),
        findings: z.array(z.object(findingFields)),
      }),
    ),
    flags: z.array(faultSchema).openapi({ description: "What stands out." }),
  })
  .openapi("Verification", { description: "Of what was filed, for authorities." })

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
    edition: z.string().openapi({ description: "Id of the criteria." }),
    state: submissionState.nullable().openapi({ description: "Null before the first save." }),
    deadlineDay: day,
    late: z.boolean(),
    firstSubmittedAt: instant.nullable(),
    submittedAt: instant.nullable(),
    streetVerifiedAt: instant.nullable(),
    verifiedAt: instant.nullable(),
    returned: z
      .object({ by: z.enum(["street", "district"]), reason: z.string(), at: instant.nullable() })
      .nullable(),
    closed: z.boolean(),
    released: z.boolean(),
    part: partSchema.nullable().openapi({ description: "Null for who types nothing." }),
    verification: verificationSchema.nullable().openapi({ description: "Null for companies." }),
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
    state: submissionState.nullable(),
    submittedAt: instant.nullable(),
    streetVerifiedAt: instant.nullable(),
    verifiedAt: instant.nullable(),
    closed: z.boolean(),
    href: z.string(),
  })
  .openapi("SubmissionRow")

export const keySpecSchema = z
  .object({
    key: z.string(),
    kind: z.enum(["base", "input", "gate", "bonus", "deduction", "veto"]),
    indicator: z.string().nullable(),
    provider,
    mine: z.boolean().openapi({ description: "Typed by the reader." }),
    type: z.enum(["number", "integer", "yes_no"]),
    min: z.number(),
    max: z.number().nullable(),
    atMost: z.string().nullable().openapi({ description: "The key whose value it must not exceed." }),
    naAllowed: z.boolean(),
    sensitive: z.boolean(),
    title: z.object({ zh: z.string(), en: z.string() }),
    unit: z.object({ zh: z.string(), en: z.string() }).nullable(),
    previous: valueText.nullable().openapi({ description: "Verified in the quarter before." }),
  })
  .openapi("KeySpec")
