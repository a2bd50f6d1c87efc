import { letter } from "../mail/letter-kind.ts"

/** An invitation's own letter. */
export const invitation = letter({
  name: "invitation",
  to: "address",
  when: "act",
  always: true,
  fields: ["link", "organisation", "role", "inviter"],
  secret: ["link"],
})

/** To the e-mail that somebody typed at an invitation's link: it has no account. */
export const joining = letter({
  name: "joining",
  to: "address",
  when: "act",
  always: true,
  fields: ["link", "organisation", "role", "inviter", "hours"],
  secret: ["link"],
})

/** The same where the e-mail has an account. */
export const joiningKnown = letter({
  name: "joining_known",
  to: "address",
  when: "act",
  always: true,
  fields: ["link", "organisation", "role", "inviter"],
  secret: ["link"],
})

/** To everybody who runs an organisation that is to be deleted. */
export const deletionRequested = letter({
  name: "deletion_requested",
  to: { holders: "member.manage" },
  when: "act",
  always: true,
  fields: ["organisation", "day", "link"],
  secret: [],
})

/** A program may act for an organisation from now on: to whoever could end that. */
export const keyMade = letter({
  name: "key_made",
  to: { holders: "key.manage" },
  when: "act",
  always: true,
  fields: ["link", "organisation", "key", "maker", "when"],
  secret: [],
})

/** To both when somebody stands in for somebody else. */
export const deputyNamed = letter({
  name: "deputy_named",
  to: "person",
  when: "act",
  always: true,
  fields: ["organisation", "absent", "deputy", "day", "until", "link"],
  secret: [],
})

/** To both when that was ended before its last day. */
export const deputyEnded = letter({
  name: "deputy_ended",
  to: "person",
  when: "act",
  always: true,
  fields: ["organisation", "absent", "deputy", "day", "until", "link"],
  secret: [],
})

export const letters = {
  invitation,
  joining,
  joining_known: joiningKnown,
  deletion_requested: deletionRequested,
  key_made: keyMade,
  deputy_named: deputyNamed,
  deputy_ended: deputyEnded,
}
