import type { LetterFields } from "./letter-kind.ts"
import type { LetterName } from "./letters.ts"

/** Where a page of the inbox ends; the next one begins behind it. */
export interface MessagePlace {
  at: string
  id: string
}

/** A message as its reader sees it: a letter without what is secret. */
export interface Message extends MessagePlace {
  kind: LetterName
  fields: Partial<LetterFields>
  readAt: string | null
}
