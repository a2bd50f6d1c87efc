import type { TieBreak } from "./rules.ts"

/** A frozen list (入围名单) of a programme: everything that its order follows from. Canonical JSON, hashed. */
export interface ShortlistDocument {
  format: 1
  programmeId: string
  number: number
  rulesVersion: number
  rulesHash: string
  frozenAt: string
  categories: {
    code: string
    title: string
    places: number
    entries: ShortlistEntry[]
    /** In order, for when somebody is struck: the next by rule. */
    reserve: ShortlistEntry[]
    /** Not ranked, with why. */
    left: { nominationId: string; reason: "insufficient" | "not_scored" | "quota" | "struck" }[]
  }[]
}

export interface ShortlistEntry {
  nominationId: string
  estate: { slug: string; name: string; district: string; placeNames: string[]; company: string | null }
  place: number
  /** Total, and its two parts before the shares; 4 decimals. */
  total: number
  judges: number | null
  score: number | null
  band: string | null
  rank: number | null
  rankP5: number | null
  rankP95: number | null
  /** Which steps of the chain decided against the next one; empty when the totals differ. */
  tie: { step: TieBreak; own: number; next: number }[]
}
