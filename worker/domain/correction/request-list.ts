import { listKind } from "../list.ts"
import { statesOf } from "../ticket/states.ts"
import { correctionRequests } from "./request.ts"

/** What requests can be narrowed to: one of their states, or all. */
export const requestFilters = [...statesOf(correctionRequests), "all"] as const

/** Orders: what waits first, by its due day, then the newest; the newest; by the estate's name. */
export const requestSorts = ["waiting", "filed", "estate"] as const
export type RequestSort = (typeof requestSorts)[number]

/** 更正申请 as a list: a company's own, or those of an authority's place. */
export const requestList = listKind({
  name: "requests",
  columns: {
    estate: "text",
    place: "text",
    quarter: "text",
    company: "text",
    state: "text",
    filed: "time",
    due: "day",
  },
  filters: { state: { of: requestFilters, usual: "all" }, district: "code", quarter: "code" },
  sorts: requestSorts,
  searched: true,
})
