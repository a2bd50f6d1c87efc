import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { ComposedValue } from "../../../worker/domain/submission/compose.ts"
import type { ExpectedFacts } from "../../../worker/domain/submission/expected.ts"

/** What the verification desk's JSON block holds: values as they count without the own level's decisions. */
export interface VerificationIslandData {
  edition: Edition
  facts: Omit<ExpectedFacts, "edition" | "specs">
  composed: [string, ComposedValue][]
}
