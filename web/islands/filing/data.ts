import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"

/** A fault that also concerns values of others: the browser has none of these, so it stays as the server told it. */
export interface ToldBeside {
  field: string
  soft: boolean
  sentence: string
}

/** What the filing form's JSON block holds; of values only those that this person types. */
export interface FilingIslandData {
  edition: Edition
  /** Keys that this person types. */
  mine: string[]
  /** Names of answers to what came back; whether a changed value is one, as it is of the company. */
  answers: string[]
  company: boolean
  /** Last quarter's verified values. */
  previous: [string, KeyValue][]
  /** What counts of the quarters before in checks, the latest first. */
  before: ([string, KeyValue][] | null)[]
  beside: ToldBeside[]
  /** Whose form it is, and of which quarter and estate: what a copy in this browser belongs to. */
  owner: string
  subject: string
  /** Milliseconds since 1970 when the page was made, by the server's clock. */
  now: number
  /** Texts as they are saved, by the names of fields, where the form shows what was typed and refused instead. */
  standing: [string, string][]
}
