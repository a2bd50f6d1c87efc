import { listKind } from "../list.ts"

/** What an authority's queue can be narrowed to: what waits for its level, or a state. */
const queueStates = ["waiting", "submitted", "street_verified", "returned", "verified"] as const

/** The submissions of a quarter for those who verify, what was submitted first at the top. */
export const queueList = listKind({
  name: "queue",
  columns: { estate: "text", place: "text", company: "text", state: "text", submitted: "time" },
  filters: { quarter: "code", state: { of: queueStates, usual: "waiting" } },
  sorts: ["submitted"],
  searched: false,
})

/** The estates that a company files for in a quarter, or an authority its part; what is to be done at the top. */
export const filingList = listKind({
  name: "filing",
  columns: { estate: "text", place: "text", state: "text" },
  filters: { quarter: "code" },
  sorts: ["urgency"],
  searched: false,
})
