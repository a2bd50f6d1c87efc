import type { Fault } from "../errors.ts"
import type { KeySpec } from "../scoring/keys.ts"
import { beyondTolerance } from "./adjustments.ts"
import type { ComposedValue } from "./compose.ts"

interface FiledValue {
  submissionId: string
  provider: string
  filing: number
  key: string
  value: string
}

/**
 * What the company changed in its last filing although the return before it had not asked for it (`changed_unasked`): a
 * return keeps a submission in time for what was asked, so whoever verifies looks at the rest.
 */
export function changedUnasked(
  submission: { id: string; filing: number; graceDay: string | null } | null,
  values: readonly FiledValue[],
  findings: readonly { submissionId: string; filing: number; key: string; decision: string }[],
): Fault[] {
  if (!submission || submission.graceDay === null || submission.filing < 2) return []
  const before = submission.filing - 1
  const filed = (filing: number) =>
    new Map(
      values
        .filter(
          (row) => row.submissionId === submission.id && row.provider === "company" && row.filing === filing,
        )
        .map((row) => [row.key, row.value]),
    )
  const [old, now] = [filed(before), filed(submission.filing)]
  const asked = new Set(
    findings
      .filter(
        (row) => row.submissionId === submission.id && row.filing === before && row.decision === "asked",
      )
      .map((row) => row.key),
  )
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key) && !asked.has(key))
    .map((key) => ({ rule: "changed_unasked", field: key, with: { typed: old.get(key) ?? "" } }))
}

/**
 * What the quarter before was adjusted beyond tolerance (`adjusted_before`): whoever verifies looks at these values again.
 * `before` is what counted of it, as it was verified.
 */
export function adjustedBefore(
  specs: ReadonlyMap<string, KeySpec>,
  before: ReadonlyMap<string, ComposedValue>,
): Fault[] {
  return [...before].flatMap(([key, { adjusted, typed, value }]) => {
    const spec = specs.get(key)
    if (!spec || !adjusted || typed === null || !beyondTolerance(spec, typed, value)) return []
    return [{ rule: "adjusted_before", field: key, with: { typed, checked: value } }]
  })
}
