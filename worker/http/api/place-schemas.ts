import { z } from "@hono/zod-openapi"
import { day, orNull } from "./schemas.ts"

export const placeKind = z
  .enum(["city", "county", "functional_zone", "street", "community"])
  .openapi("PlaceKind")

const row = {
  code: z.string(),
  name: z.string(),
  kind: placeKind,
  within: z.array(z.string()),
  retiredFrom: orNull(day),
}

export const placeRow = z.object({ ...row, href: z.string() }).openapi("PlaceRow")

export const placeSchema = z
  .object({
    ...row,
    parentCode: z.string().nullable(),
    zoneCode: z.string().nullable(),
    below: z.number().int(),
    estates: z.number().int(),
  })
  .openapi("Place")

const name = z.string().max(2000).openapi({ example: "石牛堰社区" })

export const placeBody = z
  .strictObject({
    code: z.string().max(40).openapi({ example: "510104018004" }),
    name,
    kind: z.enum(["county", "functional_zone"]).optional(),
    zoneCode: z.string().max(40).optional(),
  })
  .openapi("NewPlace")

export const placeName = z.strictObject({ name }).openapi("PlaceName")

export const placeRetirement = z
  .strictObject({ from: z.string().max(40).openapi({ format: "date", example: "2026-10-01" }) })
  .openapi("PlaceRetirement")

export const changedPlace = z.object({ code: z.string(), href: z.string() }).openapi("ChangedPlace")
