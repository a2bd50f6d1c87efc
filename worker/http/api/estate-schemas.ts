import { z } from "@hono/zod-openapi"
import { typedReason } from "../../usecases/fields.ts"
import { day, orNull, quarterName, submissionState } from "./schemas.ts"

const figure = z.number().int().nullable()
const figures = { households: figure, microGrids: figure, gridWorkers: figure, generalGrids: figure }

export const estateRow = z
  .object({
    slug: z.string(),
    name: z.string(),
    placeCode: z.string(),
    place: z.string(),
    districtCode: z.string(),
    company: z.string().nullable(),
    demonstration: z.boolean(),
    retiredFrom: orNull(day),
    ...figures,
    href: z.string(),
  })
  .openapi("EstateRow")

export const estateSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    formerNames: z.array(z.string()),
    placeCode: z.string(),
    placeNames: z.array(z.string()),
    districtCode: z.string(),
    builtYear: figure,
    ...figures,
    missing: z.array(z.string()),
    demonstration: z.boolean(),
    retiredFrom: orNull(day),
    tenures: z.array(z.object({ id: z.string(), company: z.string(), fromDate: day, toDate: orNull(day) })),
    quarters: z.array(
      z.object({
        quarter: quarterName,
        state: orNull(submissionState),
        open: z.boolean(),
        released: z.boolean(),
      }),
    ),
  })
  .openapi("Estate")

const typedFigure = z.union([z.number().int(), z.string(), z.null()]).optional()
const typedDay = z.string().max(40).openapi({ format: "date", example: "2026-10-01" })
const reason = typedReason.optional()

const facts = {
  name: z.string().max(2000).openapi({ example: "和风苑" }),
  formerNames: z.array(z.string().max(200)).max(50).optional(),
  placeCode: z.string().max(40).openapi({ example: "510104018004" }),
  builtYear: typedFigure,
  households: typedFigure.openapi({ example: 1280 }),
  microGrids: typedFigure,
  gridWorkers: typedFigure,
  generalGrids: typedFigure,
  reason,
}

export const estateBody = z.strictObject(facts).openapi("EstateFacts")
export const estateChange = z
  .strictObject({ ...facts, keepName: z.boolean().optional() })
  .openapi("EstateChange")
export const retirementBody = z
  .strictObject({ from: typedDay, reason: typedReason.openapi({ example: "整体拆除。" }) })
  .openapi("Retirement")
export const tenureBody = z
  .strictObject({
    company: z.string().max(200).openapi({ example: "嘉善商务" }),
    fromDate: typedDay,
    toDate: typedDay.optional(),
    reason,
  })
  .openapi("Tenure")
export const tenureEnd = z.strictObject({ toDate: typedDay, reason }).openapi("TenureEnd")
export const removalBody = z.strictObject({ reason }).openapi("TenureRemoval")
