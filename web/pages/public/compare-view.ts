import type { PublishedRelease, Scorecard } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Checking } from "./checking-note.tsx"

export interface Offered {
  slug: string
  name: string
  placeNames: string[]
}

export interface CompareView {
  release: PublishedRelease
  edition: Edition
  periods: string[]
  checking: Checking | null
  /** Chosen estates in the order of the address. */
  cards: Scorecard[]
  /** Estates in the address that are not shown, and why. */
  left: { slug: string; why: "unknown" | "press" | "too_many" }[]
  /** What was typed to add an estate, with what it may mean; null when nothing was typed. */
  adding: { typed: string; offers: Offered[] } | null
  /** Others that are worth a look: the nearest in rank. */
  suggestions: Offered[]
  ranked: number
  quarter: string
}

/** What every part of the comparison gets. */
export interface CompareProps {
  view: CompareView
}
