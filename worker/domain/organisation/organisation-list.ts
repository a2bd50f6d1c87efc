import { listKind } from "../list.ts"
import { rolesOf } from "../permissions.ts"

/** The organisations of a city as a list. */
export const organisationList = listKind({
  name: "organisations",
  columns: { name: "text", kind: "text", code: "text", standing: "text" },
  filters: { kind: { of: Object.keys(rolesOf), usual: "" } },
  sorts: ["kind"],
  searched: true,
})

/** The members of an organisation as a list. */
export const memberList = listKind({
  name: "members",
  columns: { name: "text", email: "text", role: "text", since: "day", inviter: "text", last: "time" },
  filters: {},
  sorts: ["head"],
  searched: false,
})
