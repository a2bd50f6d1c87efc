import { segment, withQuery } from "./address.ts"

/** Addresses of what companies ask the city to correct; a part of `paths`. */
export const requestPaths = {
  correctionRequests: (query: Record<string, string | undefined> = {}) =>
    withQuery("/correction-requests", query),
  correctionRequestsFile: () => "/correction-requests/list.csv",
  correctionRequest: (id: string, query: { done?: string } = {}) =>
    withQuery(`/correction-requests/${segment(id)}`, query),
  requestWithdrawal: (id: string) => `/correction-requests/${segment(id)}/withdrawal`,
  requestRefusal: (id: string) => `/correction-requests/${segment(id)}/refusal`,
  askCorrection: (estateSlug: string, quarter: string) =>
    `/filing/${segment(quarter)}/${segment(estateSlug)}/correction-request`,
}
