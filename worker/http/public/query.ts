import { cutText } from "../../domain/cut-text.ts"
import type { PublishedRelease } from "../../domain/release/snapshot.ts"
import type { PublicState } from "./reader.ts"

/** A known sentence instead of the page: answered with 404 and links that help. */
export interface Missing {
  missing:
    | "release"
    | "period"
    | "estate"
    | "edition"
    | "page"
    | "district"
    | "street"
    | "company"
    | "indicator"
    | "band"
    | "sort"
    | "address"
  asked: string
}

/** Whether a view is instead the sentence of what does not exist. */
export const isMissing = (value: object): value is Missing => "missing" in value

/** The release of a period; without one asked for, the newest quarter (a year when there is no quarter). */
export function chooseRelease(state: PublicState, period: string): PublishedRelease | Missing {
  if (period === "") {
    const newest = state.releases.find((release) => release.kind === "quarter") ?? state.releases[0]
    return newest ?? { missing: "release", asked: "" }
  }
  const found = state.releases.find((release) => release.period === period)
  return found ?? { missing: "period", asked: period.slice(0, 40) }
}

/** A page number from a query value: 1 without one, null when it is no whole number from 1 to 99,999. */
export function pageNumber(raw: string): number | null {
  if (raw === "") return 1
  return /^[1-9]\d{0,4}$/.test(raw) ? Number(raw) : null
}

/** What people type to find an estate: trimmed, one space between words, at most 60 characters, no control characters. */
export function searchText(raw: string): string {
  const plain = cutText(raw, 400)
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/g, " ")
  return cutText(plain.trim(), 60).trim()
}
