import { letter } from "../mail/letter-kind.ts"

/** A link for a new password, to whoever's account it is. */
export const reset = letter({
  name: "reset",
  to: "person",
  when: "act",
  always: true,
  fields: ["link", "minutes"],
  secret: ["link"],
})

/** A link that proves an e-mail, or changes the one that a person signs in with. */
export const email = letter({
  name: "email",
  to: "address",
  when: "act",
  always: true,
  fields: ["link"],
  secret: ["link"],
})

/** To the owner of an e-mail that somebody else wanted to sign in with. */
export const emailUsed = letter({
  name: "email_used",
  to: "address",
  when: "act",
  always: true,
  fields: [],
  secret: [],
})

/** Somebody asks to reset a person's second factor; its link stops that. */
export const factorReset = letter({
  name: "factor_reset",
  to: "person",
  when: "act",
  always: true,
  fields: ["link", "inviter", "organisation", "day", "reason"],
  secret: ["link"],
})

/** Somebody, hopefully the person itself, changed or tried how it signs in; its role or membership was changed. */
export const security = letter({
  name: "security",
  to: "person",
  when: "act",
  always: true,
  fields: ["what", "when"],
  secret: [],
})

export const letters = { reset, email, email_used: emailUsed, factor_reset: factorReset, security }
