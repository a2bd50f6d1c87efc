import type { LetterFields } from "../../../worker/domain/mail/letter-kind.ts"

/** What fills letters in, put into words; empty where a letter has no such thing. */
export type LetterWords = Record<Exclude<keyof LetterFields, "link" | "items" | "estates">, string> & {
  /** The letters that a digest names, each in one line. */
  items: string[]
  /** The first estates that it is about, each in one line. They stand as a list behind what stands before the link. */
  estates: string[]
}

/** One kind of letter: its subject, its short form for chats and lists (at most 70 characters), what stands before the link, the link's words, what stands after. */
export interface LetterText {
  subject: (p: LetterWords) => string
  short: (p: LetterWords) => string
  /** `link` says where the link is: below, or in the e-mail only, as an inbox has it where the link is secret. */
  before: (p: LetterWords, link?: string) => string[]
  /** Null in a letter without a link. */
  action: string | null
  after: (p: LetterWords) => string[]
}
