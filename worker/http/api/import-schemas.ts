import { z } from "@hono/zod-openapi"
import { placeKind } from "./place-schemas.ts"
import { day, orNull, toldFault } from "./schemas.ts"

/** What a file has entered. */
export const importedSchema = z.object({ entered: z.number().int() }).openapi("Imported")

const line = z.number().int()

/** What a file of estates would enter. */
export const estateImportCheck = z
  .object({
    estates: z.number().int(),
    tenures: z.number().int(),
    notes: z.array(toldFault),
    items: z.array(
      z.object({
        line,
        slug: z.string(),
        name: z.string(),
        placeCode: z.string(),
        tenures: z.array(z.object({ company: z.string(), fromDate: day, toDate: orNull(day) })),
      }),
    ),
  })
  .openapi("EstateImportCheck")

/** What a file of places would enter. */
export const placeImportCheck = z
  .object({
    places: z.number().int(),
    items: z.array(
      z.object({
        line,
        code: z.string(),
        name: z.string(),
        kind: placeKind,
        parentCode: z.string().nullable(),
        zoneCode: z.string().nullable(),
      }),
    ),
  })
  .openapi("PlaceImportCheck")
