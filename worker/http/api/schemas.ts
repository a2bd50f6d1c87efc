import { z } from "@hono/zod-openapi"
import { isQuarter } from "../../domain/quarter.ts"

export const quarterName = z.string().refine(isQuarter).openapi("Quarter", {
  description: "A quarter, year and number.",
  pattern: "^\\d{4}Q[1-4]$",
  example: "2026Q3",
})

export const estateSlug = z
  .string()
  .min(1)
  .max(100)
  .openapi("EstateSlug", { description: "The estate's name in addresses.", example: "hefeng-yuan" })

export const instant = z.string().openapi("Instant", {
  description: "An instant, RFC 3339 in UTC.",
  format: "date-time",
  example: "2026-10-12T02:00:00.000Z",
})

export const day = z
  .string()
  .openapi("Day", { description: "A day, Asia/Shanghai.", format: "date", example: "2026-10-31" })

export const submissionState = z
  .enum(["draft", "submitted", "returned", "street_verified", "verified"])
  .openapi("SubmissionState", { description: "Where a submission stands." })

/** What every refused request is answered with. */
export const problemSchema = z
  .object({
    type: z.url().openapi({ description: "The page that explains the code." }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().openapi({ description: "The request's id." }),
    code: z.string().openapi({ description: "Stable: programs decide by it." }),
    faults: z
      .array(
        z.object({
          rule: z.string(),
          field: z.string().nullable(),
          pointer: z.string().nullable().openapi({ description: "Into the body, RFC 6901." }),
          message: z.string(),
        }),
      )
      .optional(),
  })
  .openapi("Problem")
