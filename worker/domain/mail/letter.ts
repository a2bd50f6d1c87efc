import type { LetterFields } from "./letter-kind.ts"
import type { LetterName } from "./letters.ts"

export type Language = "zh" | "en"

/**
 * A letter to one person, or to all whom its kind names. `to` is an address, or null for the person's own as it is when
 * it is sent; `language` is that of a person who has chosen none.
 */
export interface Letter {
  to: string | null
  template: LetterName
  language: Language
  parameters: Partial<LetterFields>
}

/** A letter whose receiver is known: its address and language are the person's. */
export interface AddressedLetter extends Letter {
  to: string
}

/** Seals a letter so that only this cell's sender can read it. */
export type SealLetter = (letter: Letter) => Promise<string>

/** A letter as its reader gets it. */
export interface WrittenLetter {
  to: string
  subject: string
  text: string
  html: string
}
