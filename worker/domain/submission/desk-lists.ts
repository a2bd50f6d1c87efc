import { listKind } from "../list.ts"
import { type Standing, type StandingGroup, standingGroups, standings } from "./standing.ts"

/** What an authority's queue can be narrowed to: what waits for its level, or a state. */
const queueStates = ["waiting", "submitted", "street_verified", "returned", "verified"] as const

/** The submissions of a quarter for those who verify: what waits by risk, other states by when they were submitted. */
export const queueList = listKind({
  name: "queue",
  columns: {
    estate: "text",
    place: "text",
    company: "text",
    state: "text",
    risk: "text",
    waits: "number",
    submitted: "time",
  },
  filters: { quarter: "code", state: { of: queueStates, usual: "waiting" } },
  sorts: ["submitted"],
  searched: false,
})

/**
 * What the estates to file for can be narrowed to: all, those that a place is asked for, what belongs together, or where
 * they stand.
 */
export const filingFilters = [
  "all",
  "asked",
  ...(Object.keys(standingGroups) as StandingGroup[]),
  ...standings,
] as const

/** What a list of estates is narrowed to by the code of a band, or by this for those without one. */
export const NO_BAND = "none"

/**
 * The estates that a company files for in a quarter, or an authority its part; what is to be done at the top. The score is
 * that of the quarter, or of the last one released before.
 */
export const filingList = listKind({
  name: "filing",
  columns: {
    estate: "text",
    place: "text",
    state: "text",
    due: "day",
    period: "text",
    score: "number",
    change: "number",
    band: "text",
  },
  filters: { quarter: "code", state: { of: filingFilters, usual: "all" }, place: "code", band: "code" },
  sorts: ["urgency", "name", "state", "deadline", "score", "lowest"],
  searched: true,
})

/** How many quarters a trend shows. */
export const TREND_QUARTERS = 8

/** The released scores of a company's estates over the last quarters, from the oldest (`q7`) to the newest. */
export const trendList = listKind({
  name: "trend",
  columns: {
    estate: "text",
    place: "text",
    q7: "number",
    q6: "number",
    q5: "number",
    q4: "number",
    q3: "number",
    q2: "number",
    q1: "number",
    q0: "number",
    change: "number",
    band: "text",
  },
  filters: {},
  sorts: ["score", "name"],
  searched: true,
})

/** An order of the list. */
export type FilingSort = (typeof filingList.sorts)[number]

/** The standings that a filter leaves; null for all. */
export function standingsOf(filter: string): readonly Standing[] | null {
  if (filter in standingGroups) return standingGroups[filter as StandingGroup]
  const found = standings.filter((one) => one === filter)
  return found.length === 0 ? null : found
}

/** What of a quarter's estates is asked for. */
export interface FilingListFilter {
  quarter: string
  /** Only where these stand, or of whose part a company asks the actor's place (`asked`); null for all. */
  standings: readonly Standing[] | "asked" | null
  /** Names, pinyin or initials. */
  q: string
  /** Code of a district, street or community; all when empty. */
  place: string
  /** Code of a band, NO_BAND; all when empty. */
  band: string
  sort: FilingSort
}

/** Everything of a quarter, what is to be done first. */
export const wholeQuarter = (quarter: string): FilingListFilter => ({
  quarter,
  standings: null,
  q: "",
  place: "",
  band: "",
  sort: "urgency",
})
