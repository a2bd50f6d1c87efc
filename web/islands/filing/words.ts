import type { Language, Text } from "../../text/text.ts"
import type { live } from "../../text/zh/filing-live.ts"
import type { paste } from "../../text/zh/filing-paste.ts"
import type { filingSaving } from "../../text/zh/filing-saving.ts"
import type { saving } from "../../text/zh/saving.ts"

/** What a form that saves itself says. */
export type SavingWords = typeof saving

/** All that the filing form says in the browser, in one language: each language has an island of its own. */
export interface FilingWords {
  language: Language
  faults: Text["faults"]
  live: typeof live
  saving: SavingWords
  filingSaving: typeof filingSaving
  paste: typeof paste
  states: Text["site"]["states"]
}
