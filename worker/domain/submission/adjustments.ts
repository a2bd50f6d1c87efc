import type { KeySpec, KeyValue } from "../scoring/keys.ts"

/**
 * Why a value was adjusted, as everybody may know it; the words of a reason are for the authority and the company alone.
 * `records` 与台账不符 · `unproven` 佐证不足 · `scope` 统计口径不符 · `entry` 录入或计算错误 · `on_site` 现场核查不符 · `other` 其他.
 */
export const reasonClasses = ["records", "unproven", "scope", "entry", "on_site", "other"] as const
export type ReasonClass = (typeof reasonClasses)[number]

/** A word as a class of reasons; null for any other. */
export function reasonClassOf(word: string): ReasonClass | null {
  return reasonClasses.find((one) => one === word) ?? null
}

const TOLERANCE = 0.1
const TOLERANCE_POINTS = 1
const RATE_UP_TO = 10

/**
 * Whether a checked value is beyond tolerance of what was typed: more than 10 % of it, or more than 1 percentage
 * point for a rate (unit %) up to 10 %. A yes that became a no, or an `NA` that became a number, always is.
 */
export function beyondTolerance(spec: KeySpec, typed: KeyValue, checked: KeyValue): boolean {
  if (typed === checked) return false
  if (typed === "NA" || checked === "NA" || spec.type === "yes_no") return true
  const difference = Math.abs(checked - typed)
  const rate = spec.unit?.zh.includes("%") && Math.abs(typed) <= RATE_UP_TO
  return difference > (rate ? TOLERANCE_POINTS : TOLERANCE * Math.abs(typed)) + 1e-9
}

/**
 * Whether the company may know a decision by now: what was said of an earlier filing, and of the present one what its
 * level has passed on or sent back. What is only saved may still change.
 */
export function isTold(
  submission: { filing: number; state: string },
  finding: { filing: number; level: "street" | "district" },
): boolean {
  if (finding.filing < submission.filing) return true
  if (submission.state === "returned" || submission.state === "verified") return true
  return submission.state === "street_verified" && finding.level === "street"
}
