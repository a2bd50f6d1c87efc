import { z } from "@hono/zod-openapi"

/** A named schema or null. `nullable()` would make the schema itself nullable wherever its name stands. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema, z.null()])
}

export { quarterName } from "../../usecases/fields.ts"

export const estateSlug = z.string().min(1).max(100).openapi("EstateSlug", { example: "hefeng-yuan" })

export const instant = z.string().openapi("Instant", {
  format: "date-time",
  example: "2026-10-12T02:00:00.000Z",
})

export const day = z.string().openapi("Day", { format: "date", example: "2026-10-31" })

export const submissionState = z
  .enum(["draft", "submitted", "returned", "street_verified", "verified"])
  .openapi("SubmissionState")

export const roleName = z
  .enum(["manager", "editor", "viewer", "approver", "verifier", "chair", "secretary", "judge", "operator"])
  .openapi("Role")

/** What is wrong with one value. */
export const toldFault = z.object({
  rule: z.string(),
  field: z.string().nullable(),
  pointer: z.string().nullable(),
  message: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** Who was faster, as far as the organisation of the key may know. */
const fasterSchema = z.object({
  at: instant,
  action: z.string(),
  organisation: z.string().nullable(),
  role: roleName.nullable(),
  person: z.string().nullable(),
  fields: z.array(z.string()),
})

/** What every refused request is answered with. */
export const problemSchema = z
  .object({
    // A host without a city has no address of its own: there it is relative.
    type: z.string().openapi({ format: "uri-reference" }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    faults: z.array(toldFault).optional(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    revision: z.number().int().optional(),
    state: submissionState.nullable().optional(),
    changed: z
      .array(z.object({ what: z.string(), seen: z.number().int(), now: z.number().int() }))
      .optional(),
    values: z.array(z.object({ key: z.string(), yours: z.string(), now: z.string() })).optional(),
    conflicts: z
      .array(
        z.object({
          of: z.enum(["value", "reason"]),
          key: z.string(),
          was: z.string(),
          yours: z.string(),
          now: z.string(),
        }),
      )
      .optional(),
    decisions: z
      .array(
        z.object({
          key: z.string(),
          decision: z.enum(["accepted", "adjusted", "asked"]),
          checkedValue: z.string().nullable(),
          reasonClass: z.string().nullable(),
          reason: z.string().nullable(),
          person: z.string().nullable(),
          organisation: z.string().nullable(),
          at: instant,
        }),
      )
      .optional(),
    by: fasterSchema.optional(),
    kind: z.string().optional(),
    path: z.array(z.object({ kind: z.string(), name: z.string(), by: z.string() })).optional(),
  })
  .openapi("Problem")
