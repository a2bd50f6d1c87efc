import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { Language } from "../../text/text.ts"

/** What the filing form's JSON block holds. */
export interface FilingIslandData {
  language: Language
  edition: Edition
  /** Keys that this person types. */
  mine: string[]
  previous: [string, KeyValue][]
}
