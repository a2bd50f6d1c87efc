import { z } from "zod"
import type { StateBefore } from "../domain/correction/correction.ts"
import type { Outline } from "../domain/evidence/outline.ts"
import type { PressRecord } from "../domain/press-record.ts"
import type { Bilingual } from "../domain/scoring/edition.ts"
import { count, oneOf, text, word } from "./parts.ts"

export const bilingual: z.ZodType<Bilingual> = z.object({ zh: text, en: text })

export const pressRecord: z.ZodType<PressRecord> = z.object({
  source: z.object({ paper: bilingual, note: bilingual }),
  facts: z.array(bilingual),
  values: z.array(z.object({ key: text, value: text, quote: bilingual.optional() })),
  selected: bilingual.optional(),
})

export const stateBefore: z.ZodType<StateBefore> = z.object({
  state: oneOf<StateBefore["state"]>({
    draft: true,
    submitted: true,
    returned: true,
    street_verified: true,
    verified: true,
  }),
  streetVerifiedAt: word,
  verifiedAt: word,
  returnedAt: word,
  returnReason: word,
  returnedBy: oneOf<NonNullable<StateBefore["returnedBy"]>>({
    street: true,
    district: true,
    city: true,
  }).nullable(),
  revision: count,
})

/** From and to of tenures; null for one that goes on. */
export const heldTenures = z.array(z.object({ fromDate: text, toDate: word }))

export const outline: z.ZodType<Outline> = z.array(z.array(z.tuple([z.number(), z.number()])))
