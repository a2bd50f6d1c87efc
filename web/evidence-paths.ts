import { segment, withQuery } from "./address.ts"

/** Addresses of evidence (佐证材料) of one estate's quarter; a part of `paths`. */
export const evidencePaths = {
  /** The evidence of one indicator; files are sent to the same address. */
  evidence: (estateSlug: string, quarter: string, indicator: string, query: { done?: string } = {}) =>
    withQuery(`/evidence/${segment(quarter)}/${segment(estateSlug)}/${segment(indicator)}`, query),
  evidenceFile: (estateSlug: string, quarter: string, indicator: string, id: string) =>
    `${evidencePaths.evidence(estateSlug, quarter, indicator)}/${segment(id)}`,
  evidenceDescription: (estateSlug: string, quarter: string, indicator: string, id: string) =>
    `${evidencePaths.evidenceFile(estateSlug, quarter, indicator, id)}/description`,
  evidenceShowing: (estateSlug: string, quarter: string, indicator: string, id: string) =>
    `${evidencePaths.evidenceFile(estateSlug, quarter, indicator, id)}/showing`,
  evidenceHiding: (estateSlug: string, quarter: string, indicator: string, id: string) =>
    `${evidencePaths.evidenceFile(estateSlug, quarter, indicator, id)}/hiding`,
  /** A picture that an authority shows to everybody. */
  picture: (name: string) => `/pictures/${segment(name)}`,
  evidenceRemoval: (estateSlug: string, quarter: string, indicator: string, id: string) =>
    `${evidencePaths.evidenceFile(estateSlug, quarter, indicator, id)}/removal`,
}
