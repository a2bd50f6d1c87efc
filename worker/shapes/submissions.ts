import { z } from "zod"
import type { Provider } from "../domain/scoring/edition.ts"
import type { ReasonClass } from "../domain/submission/adjustments.ts"
import type { AuthorityFinding } from "../domain/submission/compose.ts"

/**
 * Values and findings of a submission as queries gather them: tuples by the thousand, so that each is looked at by hand
 * instead of field by field with a schema.
 */
const providers: Record<Provider, true> = {
  company: true,
  community: true,
  street: true,
  district: true,
  city: true,
  platform: true,
}
const levels: Record<AuthorityFinding["level"], true> = { street: true, district: true }
const decisions: Record<AuthorityFinding["decision"], true> = {
  accepted: true,
  adjusted: true,
  asked: true,
  settled: true,
}

const classes: Record<ReasonClass, true> = {
  records: true,
  unproven: true,
  scope: true,
  entry: true,
  on_site: true,
  other: true,
}

type Look<T> = (value: unknown) => value is T
const isText: Look<string> = (value) => typeof value === "string"
const isWord: Look<string | null> = (value) => value === null || typeof value === "string"
const isNumber: Look<number> = (value) => typeof value === "number"
const isScore: Look<number | null> = (value) => value === null || isNumber(value)
const isOf =
  <T extends string>(all: Record<T, true>): Look<T> =>
  (value): value is T =>
    typeof value === "string" && Object.hasOwn(all, value)

const isProvider = isOf(providers)
const isLevel = isOf(levels)
const isDecision = isOf(decisions)
const isOwnClass = isOf(classes)
const isClass: Look<ReasonClass | null> = (value): value is ReasonClass | null =>
  value === null || isOwnClass(value)

function tuples<T extends unknown[]>(...looks: { [At in keyof T]: Look<T[At]> }): z.ZodType<T[]> {
  const fits = (value: unknown) =>
    Array.isArray(value) && value.length === looks.length && looks.every((look, at) => look(value[at]))
  return z.array(z.custom<T>(fits))
}

/** district, its name, when it closed, state, number of estates */
export const districtCounts = tuples<[string, string, string | null, string | null, number]>(
  isText,
  isText,
  isWord,
  isWord,
  isNumber,
)

/** period, final, band */
export const releasedScores = tuples<[string, number | null, string | null]>(isText, isScore, isWord)

/** provider, filing, key, value, reason */
export const archivedValues = tuples<[Provider, number, string, string, string | null]>(
  isProvider,
  isNumber,
  isText,
  isText,
  isWord,
)

type Finding = AuthorityFinding
type Decided = [
  filing: number,
  level: Finding["level"],
  key: string,
  decision: Finding["decision"],
  checked: string | null,
  reasonClass: ReasonClass | null,
  reason: string | null,
  at: string,
]
export const archivedFindings = tuples<Decided>(
  isNumber,
  isLevel,
  isText,
  isDecision,
  isWord,
  isClass,
  isWord,
  isText,
)

/** id, filing, when it was sent, last day, late (1) or not (0) */
export const archivedReceipts = tuples<[string, number, string, string, number]>(
  isText,
  isNumber,
  isText,
  isText,
  isNumber,
)

/** key, provider, value, whether a reason was given with it */
export const filedValues = tuples<[string, Provider, string, number]>(isText, isProvider, isText, isNumber)

/** key, level, checked value, class of the reason */
export const adjusted = tuples<[string, Finding["level"], string | null, ReasonClass | null]>(
  isText,
  isLevel,
  isWord,
  isClass,
)
