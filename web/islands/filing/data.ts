import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"

/** What the filing form's JSON block holds. */
export interface FilingIslandData {
  edition: Edition
  /** Keys that this person types. */
  mine: string[]
  previous: [string, KeyValue][]
}
