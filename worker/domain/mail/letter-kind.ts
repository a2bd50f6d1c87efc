import type { Role } from "../actor.ts"
import type { Permission } from "../permissions.ts"

/** What a letter about an account's safety may tell of; the words are in web/text (mail). */
export type SecurityNotice =
  | "password_changed"
  | "email_changed"
  | "sign_in_changed"
  | "slip_renewed"
  | "second_factor_on"
  | "second_factor_off"
  | "recovery_codes_made"
  | "recovery_code_used"
  | "passkey_added"
  | "passkey_removed"
  | "passkey_copied"
  | "second_factor_reset"
  | "attempts_limited"
  | "code_wrong"
  | "role_changed"
  | "member_removed"

/** Most estates that a letter names; of the rest it says how many. */
export const MOST_NAMED = 30

/** What became of an estate: a company has it from a day on, had it until a day, or it was written down by mistake. */
export type Hand = { from: string } | { until: string } | { never: true }

/**
 * An estate as a letter names it: by its name alone, with what became of it, or with its band, its points and the address
 * of its public page.
 */
export interface NamedEstate {
  name: string
  hand?: Hand
  link?: string
  band?: { zh: string; en: string }
  /** As the public page has them, with two decimals. */
  points?: string
}

/**
 * What may fill a letter in. A link is a whole address of the cell's own site; `day` and `when` are ISO instants or days;
 * the rest is put into the sentences as it stands.
 */
export interface LetterFields {
  link: string
  organisation: string
  estate: string
  inviter: string
  role: Role
  hours: string
  minutes: string
  day: string
  when: string
  reason: string
  what: SecurityNotice
  key: string
  maker: string
  programme: string
  /** `2026Q3`. */
  quarter: string
  organiser: string
  version: string
  count: string
  /** Who is absent, and who stands in; until which day. */
  absent: string
  deputy: string
  until: string
  /** The first of the estates that it is about, by name; `count` says how many there are. */
  estates: readonly NamedEstate[]
  /** The letters that a digest names. */
  items: readonly { kind: string; fields: Partial<LetterFields> }[]
}

type Field = keyof LetterFields

/**
 * Whom a letter goes to: `person` (named by the act), `holders` of a permission in an organisation or in a place's
 * authority, `all` who hold one of several, the `applicants` of a programme, or an `address` that has no account as far as
 * anybody may know.
 */
export type Receiver =
  | "person"
  | "address"
  | "applicants"
  | { holders: Permission }
  | { all: readonly Permission[] }

/** One letter as one value; its words stand in web/text (mail) under its name. */
export interface LetterKind {
  name: string
  to: Receiver
  /** At an act, in its batch, or by the clock (cron): once for each person and what it is about, however often it is asked for. */
  when: "act" | "clock"
  /** About an account's safety, or asked for: goes out at once whatever anybody has set. */
  always: boolean
  /** The field with a day after which it makes no sense and goes to nobody. */
  expires?: "day"
  /** Whether it stands in the inbox of its person; what goes to an address has no inbox. */
  inbox?: false
  fields: readonly Field[]
  /** What the inbox does not show: whoever has it could act as the person. */
  secret: readonly Field[]
}

/** What fills a letter of a kind in. */
export type FieldsOf<K extends LetterKind> = Pick<LetterFields, K["fields"][number]>

/** Declares a letter. */
export const letter = <const K extends LetterKind>(kind: K): K => kind
