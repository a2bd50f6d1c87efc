import { z } from "zod"
import type {
  Approval,
  BuiltCondition,
  Category,
  Criterion,
  EligibilityRule,
  FormField,
  TieBreak,
} from "../domain/selection/rules.ts"
import { flag, number, oneOf, text } from "./parts.ts"

const approval: z.ZodType<Approval> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("number"), number: text, by: text }),
  z.object({ kind: z.literal("exempt"), reason: text }),
])

const category: z.ZodType<Category> = z.object({
  code: text,
  title: text,
  places: number,
  quotas: z.array(z.object({ district: text, most: number })),
})

const condition: z.ZodType<BuiltCondition> = z.object({
  figure: text,
  operator: oneOf<BuiltCondition["operator"]>({
    "==": true,
    "!=": true,
    ">=": true,
    "<=": true,
    ">": true,
    "<": true,
  }),
  value: text,
})

const eligibility: z.ZodType<EligibilityRule> = z.object({
  code: text,
  title: text,
  expression: text,
  built: condition.nullable(),
})

const field: z.ZodType<FormField> = z.object({
  key: text,
  title: text,
  hint: text,
  required: flag,
  most: number,
})

const criterion: z.ZodType<Criterion> = z.object({
  code: text,
  title: text,
  weight: number,
  levels: z.array(z.object({ score: number, anchor: text })),
})

export const tieStep = oneOf<TieBreak>({ judges: true, score: true, range: true, tenure: true, draw: true })

export const rules = z.object({
  format: z.literal(1),
  title: text,
  titleEn: text,
  summary: text,
  organiser: text,
  approval,
  declarations: z.object({ noFee: flag, noGovernmentNaming: flag }),
  categories: z.array(category),
  basis: z.object({ period: text, releaseId: text, number, manifestHash: text }),
  eligibility: z.array(eligibility),
  form: z.array(field),
  dates: z.object({
    openDay: text,
    closeDay: text,
    screeningDay: text,
    reviewDay: text,
    noticeDay: text,
    noticeWorkingDays: number,
  }),
  review: z.object({
    blind: flag,
    perCandidate: number,
    quorum: number,
    judgesShare: number,
    method: z.enum(["raw", "calibrated"]),
  }),
  criteria: z.array(criterion),
  tieBreak: z.array(tieStep),
  seed: number,
  objections: z.object({ anonymous: flag, replyWorkingDays: number }),
  validityYears: number,
  conflictYears: number,
})
