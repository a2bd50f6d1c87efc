import type { Role } from "../actor.ts"

/** What a letter about an account's safety may tell of; the words are in web/text (mail). */
export type SecurityNotice =
  | "password_changed"
  | "email_changed"
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

/** What fills each letter in. Links are whole addresses of the cell's own site; `day` and `when` are ISO instants or days. */
export interface LetterParameters {
  invitation: { link: string; organisation: string; role: Role; inviter: string }
  /** To the e-mail that somebody typed at an invitation's link: it has no account, or (`joining_known`) it has one. */
  joining: { link: string; organisation: string; role: Role; inviter: string; hours: string }
  joining_known: { link: string; organisation: string; role: Role; inviter: string; hours: string }
  reset: { link: string; minutes: string }
  email: { link: string }
  /** To the owner of an e-mail that somebody else wanted to sign in with. */
  email_used: Record<never, never>
  factor_reset: { link: string; inviter: string; organisation: string; day: string; reason: string }
  deletion_requested: { organisation: string; day: string; link: string }
  security: { what: SecurityNotice; when: string }
  key_made: { link: string; organisation: string; key: string; maker: string; when: string }
  judge_invited: { link: string; programme: string; organiser: string }
  rules_changed: { link: string; programme: string; organiser: string; version: string; reason: string }
}

/** A letter to one person; `template` names its words in web/text (mail), `parameters` fill them in. */
export type Letter = {
  [T in keyof LetterParameters]: {
    to: string
    template: T
    language: "zh" | "en"
    parameters: LetterParameters[T]
  }
}[keyof LetterParameters]

/** A letter as its reader gets it. */
export interface WrittenLetter {
  to: string
  subject: string
  text: string
  html: string
}
