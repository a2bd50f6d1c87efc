import { segment, withQuery } from "./address.ts"

/** Addresses of what is done to a quarter as a whole; a part of `paths`. */
export const quarterPaths = {
  quarters: () => "/quarters",
  quarter: (quarter: string) => `/quarters/${segment(quarter)}`,
  /** 延期 of one estate. */
  extension: (estateSlug: string, quarter: string) =>
    `/verification/${segment(quarter)}/${segment(estateSlug)}/extension`,
  extensionEnd: (estateSlug: string, quarter: string) => `${quarterPaths.extension(estateSlug, quarter)}/end`,
  /** 免报 of one estate. */
  exemption: (estateSlug: string, quarter: string) =>
    `/verification/${segment(quarter)}/${segment(estateSlug)}/exemption`,
  exemptionEnd: (estateSlug: string, quarter: string) => `${quarterPaths.exemption(estateSlug, quarter)}/end`,
  closing: (quarter: string) => `/quarters/${segment(quarter)}/closing`,
  reopening: (quarter: string) => `${quarterPaths.quarter(quarter)}/reopening`,
  deadline: (quarter: string) => `${quarterPaths.quarter(quarter)}/deadline`,
  makePreliminary: (quarter: string) => `${quarterPaths.quarter(quarter)}/preliminary`,
  window: (quarter: string) => `${quarterPaths.quarter(quarter)}/window`,
  /** What of a preliminary release its reader may see: the own estates, or one of them. */
  preliminary: (quarter: string, query: { page?: number; estate?: string } = {}) =>
    withQuery(`/preliminary/${segment(quarter)}`, query),
  preliminaryEstate: (quarter: string, estate: string) => quarterPaths.preliminary(quarter, { estate }),
  quarterRemoval: (quarter: string) => `${quarterPaths.quarter(quarter)}/removal`,
  release: (quarter: string) => `/quarters/${segment(quarter)}/release`,
  corrections: (quarter: string) => `/quarters/${segment(quarter)}/corrections`,
  correctionWithdrawal: (quarter: string, id: string) =>
    `${quarterPaths.corrections(quarter)}/${segment(id)}/withdrawal`,
}
