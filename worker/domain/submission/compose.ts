import type { Provider } from "../scoring/edition.ts"
import { type KeySpec, type KeyValue, parseKeyValue } from "../scoring/keys.ts"
import type { ReasonClass } from "./adjustments.ts"

/** A value as it was typed; `provider` is who typed it. */
export interface TypedValue {
  key: string
  provider: Provider
  value: string
  /** A reason was given with it. */
  explained?: boolean
}

/** An authority's decision on one value. */
export interface AuthorityFinding {
  key: string
  level: "street" | "district"
  decision: "accepted" | "adjusted" | "asked" | "settled"
  checkedValue: string | null
  /** Of an adjustment; null for one that is older than the classes. */
  reasonClass?: ReasonClass | null
}

/** How far a value has been checked (数据来源 words of web/text). */
export type Verification = "reported" | "community_checked" | "street_verified" | "verified"

/** The one value that counts for a key. */
export interface ComposedValue {
  value: KeyValue
  provider: Provider
  /** The company typed it for a place without members (代填). */
  onBehalf: boolean
  /** An authority replaced what was typed. */
  adjusted: boolean
  /** Why, of one that was replaced. */
  adjustedFor?: ReasonClass
  /** What was typed before an authority replaced it; null when nothing was. */
  typed: KeyValue | null
  verification: Verification
}

function verificationOf(state: string, provider: Provider): Verification {
  if (state === "verified") return "verified"
  if (state === "street_verified" || provider === "street") return "street_verified"
  return provider === "community" ? "community_checked" : "reported"
}

function read(spec: KeySpec, text: string): KeyValue | null {
  const reading = parseKeyValue(spec, text)
  return "fault" in reading ? null : reading.value
}

/** What counts of the rows typed for one key: its own provider's, otherwise what the company typed on its behalf. */
function typedRow(spec: KeySpec, rows: readonly TypedValue[]): TypedValue | undefined {
  const filled = rows.filter((row) => row.value !== "")
  return (
    filled.find((row) => row.provider === spec.provider) ?? filled.find((row) => row.provider === "company")
  )
}

/** The adjustment that stands: the district's, otherwise the street's. */
function standing(findings: readonly AuthorityFinding[]): AuthorityFinding | undefined {
  const adjusted = findings.filter((f) => f.decision === "adjusted" && f.checkedValue !== null)
  return adjusted.find((f) => f.level === "district") ?? adjusted.find((f) => f.level === "street")
}

function byKey<T extends { key: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(item.key)
    if (group) group.push(item)
    else groups.set(item.key, [item])
  }
  return groups
}

/**
 * Puts together what a submission says: key → value. A place's own part wins over the company's 代填, a checked value
 * over what was typed, the district's over the street's. What nobody typed is absent (missing); `platform` keys are
 * never typed. `state` is the submission's. The order of rows and findings does not matter.
 */
export function composeValues(
  specs: ReadonlyMap<string, KeySpec>,
  state: string,
  rows: readonly TypedValue[],
  findings: readonly AuthorityFinding[],
): Map<string, ComposedValue> {
  const composed = new Map<string, ComposedValue>()
  const rowsOf = byKey(rows)
  const findingsOf = byKey(findings)
  for (const spec of specs.values()) {
    if (spec.provider === "platform") continue
    const row = typedRow(spec, rowsOf.get(spec.key) ?? [])
    const typed = row ? read(spec, row.value) : null
    const checked = standing(findingsOf.get(spec.key) ?? [])
    const checkedText = checked?.checkedValue ?? null
    const value = checkedText === null ? typed : read(spec, checkedText)
    if (value === null) continue
    const provider = row?.provider ?? spec.provider
    const adjusted = checkedText !== null && value !== typed
    composed.set(spec.key, {
      value,
      provider,
      onBehalf: provider !== spec.provider,
      adjusted,
      ...(adjusted ? { adjustedFor: checked?.reasonClass ?? "other" } : {}),
      typed,
      verification: verificationOf(state, provider),
    })
  }
  return composed
}
