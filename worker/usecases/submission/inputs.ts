import { z } from "zod"
import { digitsOf, plainText } from "../../domain/scoring/decimal.ts"
import { reasonClasses } from "../../domain/submission/adjustments.ts"
import type { TypedDecision } from "../../domain/submission/decisions.ts"
import type { Typed } from "../../domain/submission/faults.ts"

/** A value as programs send it; the same text as a person would type. */
export const sentValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

export function sentText(value: z.infer<typeof sentValue>): string {
  if (value === null) return ""
  if (typeof value === "number") return plainText(digitsOf(String(value)))
  if (typeof value === "boolean") return value ? "yes" : "no"
  return value
}

const values = z.record(z.string(), sentValue).meta({ id: "Values", example: { households: 1280 } })
export const reasons = z.record(z.string(), z.string()).meta({ id: "Reasons" })

const draft = z.strictObject({ values, reasons: reasons.optional() })

const textsOf = (sent: z.infer<typeof values>) =>
  new Map(Object.entries(sent).map(([key, value]) => [key, sentText(value)]))

/** A part as it is typed: values and reasons, as a whole. */
export const draftInput = draft.meta({ id: "Draft" }).transform(
  (sent): Typed => ({
    texts: textsOf(sent.values),
    reasons: new Map(Object.entries(sent.reasons ?? {})),
  }),
)

/** The same to be checked only; without values it is what is saved. */
export const draftToCheck = draft
  .partial()
  .meta({ id: "DraftToCheck" })
  .transform((sent) => ({
    texts: sent.values ? textsOf(sent.values) : null,
    reasons: new Map(Object.entries(sent.reasons ?? {})),
  }))

/** A decision as programs send it. */
export const decisionInput = z
  .strictObject({
    decision: z.enum(["accepted", "adjusted", "asked"]),
    checkedValue: z.union([z.string(), z.number()]).optional(),
    reasonClass: z.enum(reasonClasses).optional(),
    reason: z.string().optional(),
  })
  .meta({ id: "Decision" })

const example = {
  households: { decision: "adjusted", checkedValue: 1279, reasonClass: "records", reason: "以台账为准。" },
}
const sentDecisions = z.record(z.string(), decisionInput).meta({ id: "Decisions", example })

/** The same as an official types it. */
export function typedOf(sent: z.infer<typeof decisionInput>): TypedDecision {
  const { decision, checkedValue = "", reasonClass = "", reason = "" } = sent
  const checkedText = typeof checkedValue === "number" ? sentText(checkedValue) : checkedValue
  return { decision, checkedText, reasonClass, reason }
}

/** Marks that are settled, by name. */
export const settled = z
  .array(z.string().max(100))
  .max(500)
  .meta({ id: "SettledMarks", example: ["same_as_last"] })

/** Decisions by key, as an official types them. */
export const decisions = sentDecisions.transform(
  (sent) => new Map(Object.entries(sent).map(([key, one]) => [key, typedOf(one)])),
)
