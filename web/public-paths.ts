import { segment, withQuery } from "./address.ts"

const groupFolders = { district: "districts", street: "streets", company: "companies" } as const

/** Addresses of the pages that need no sign-in. */
export const publicPaths = {
  home: (query: { q?: string; in?: string; page?: number } = {}) => withQuery("/", query),
  /** Part of a page: what is suggested while somebody types. */
  suggestions: () => "/suggestions",
  ranking: (
    query: { quarter?: string; district?: string; band?: string; sort?: string; page?: number } = {},
  ) => withQuery("/ranking", query),
  /** The 通报 of a quarter, to be edited. */
  bulletin: (format: "docx" | "xlsx", query: { quarter?: string } = {}) =>
    withQuery(`/ranking/bulletin.${format}`, query),
  estate: (slug: string, query: { quarter?: string; baseline?: string } = {}) =>
    withQuery(`/estates/${segment(slug)}`, query),
  /** One A4 page to print, of an estate or a district. */
  estateReport: (slug: string, query: { quarter?: string } = {}) =>
    withQuery(`/estates/${segment(slug)}/report`, query),
  districtReport: (code: string, query: { quarter?: string } = {}) =>
    withQuery(`/districts/${segment(code)}/report`, query),
  compare: (slugs: readonly string[] = [], query: { quarter?: string } = {}) =>
    withQuery("/compare", { ...query, estates: slugs.join(",") }).replaceAll("%2C", ","),
  /** A district or street by its code, a company by its name, with its estates. */
  group: (
    kind: "district" | "street" | "company",
    code: string,
    query: { quarter?: string; page?: number } = {},
  ) => withQuery(`/${groupFolders[kind]}/${segment(code)}`, query),
  indicators: (query: { quarter?: string } = {}) => withQuery("/indicators", query),
  indicator: (code: string, query: { quarter?: string; page?: number } = {}) =>
    withQuery(`/indicators/${segment(code)}`, query),
  indicatorCsv: (code: string, query: { quarter?: string } = {}) =>
    withQuery(`/indicators/${segment(code)}/values.csv`, query),
  openData: () => "/data",
  releasesAtom: () => "/releases.atom",
  sitemap: () => "/sitemap.xml",
  methodology: (code: string) => `/methodology/${segment(code)}`,
}
