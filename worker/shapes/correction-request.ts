import { z } from "zod"
import type { AskedValue, RequestEffect } from "../domain/correction/request.ts"
import { number, text, word } from "./parts.ts"

/** The values that a request for correction asks for: key, what counted, what it should be. */
export const requestValues: z.ZodType<AskedValue[]> = z.array(z.tuple([text, text, text]))

/** Id, time and company of a request that waits. */
export const waitingRequest: z.ZodType<[string, string, string]> = z.tuple([text, text, text])

/** What the form of the correction begins with. */
export const requestPrefill: z.ZodType<[string, string][]> = z.array(z.tuple([text, text]))

const points = z.object({ base: number, deductions: number, final: number, band: word })

/** What the values would do, as it was told when it was filed. */
export const requestEffect: z.ZodType<RequestEffect> = z.object({
  before: points,
  after: points,
  each: z.array(z.tuple([text, number])),
})
