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

/** What the estates to file for can be narrowed to: all, those that a place is asked for, those without a submission, or a state. */
export const filingFilters = [
  "all",
  "asked",
  "none",
  "draft",
  "returned",
  "submitted",
  "street_verified",
  "verified",
] as const

/** The estates that a company files for in a quarter, or an authority its part; what is to be done at the top. */
export const filingList = listKind({
  name: "filing",
  columns: { estate: "text", place: "text", state: "text" },
  filters: { quarter: "code", state: { of: filingFilters, usual: "all" } },
  sorts: ["urgency"],
  searched: false,
})
