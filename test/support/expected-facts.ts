import { seedEdition } from "../../scripts/seeding/base.ts"
import { editionKeys, type KeyValue } from "../../worker/domain/scoring/keys.ts"
import { composeValues } from "../../worker/domain/submission/compose.ts"
import type { ExpectedFacts } from "../../worker/domain/submission/expected.ts"

export const { edition } = seedEdition()
export const specs = editionKeys(edition)
const window = ["2025Q3", "2025Q4", "2026Q1", "2026Q2"]

/** A submission of 2026Q2 in time, of a company that has long served, every quarter before verified. */
export const facts: ExpectedFacts = {
  edition,
  specs,
  quarter: "2026Q2",
  sent: { sentAt: "2026-07-01T00:00:00.000Z", sentDueDay: "2026-07-20" },
  servedSince: "2021-10-01",
  window,
  verifiedQuarters: window,
}

/** Values as the company's form holds them, as rows are stored. */
export const rowsOf = (texts: Record<string, string>) =>
  Object.entries(texts).map(([key, value]) => ({ key, provider: "company" as const, value }))

/** What counts of such values. */
export function valuesOf(texts: Record<string, string>): Map<string, KeyValue> {
  const composed = composeValues(specs, "verified", rowsOf(texts), [])
  return new Map([...composed].map(([key, { value }]) => [key, value]))
}
