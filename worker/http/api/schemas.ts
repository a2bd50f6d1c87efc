import { z } from "@hono/zod-openapi"
import { isQuarter } from "../../domain/quarter.ts"

/** A named schema or null. `nullable()` would make the schema itself nullable wherever its name stands. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema, z.null()])
}

export const quarterName = z.string().refine(isQuarter).openapi("QuarterName", {
  pattern: "^\\d{4}Q[1-4]$",
  example: "2026Q3",
})

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

/** What every refused request is answered with. */
export const problemSchema = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    faults: z.array(toldFault).optional(),
  })
  .openapi("Problem")
