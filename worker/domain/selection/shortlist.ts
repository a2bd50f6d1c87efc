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
    /** In order, for when somebody is struck or withdraws: the next by rule. */
    reserve: ShortlistEntry[]
    /** Not on the list, with why. Who is over its district's quota is ranked, and may come back when somebody is struck. */
    left: {
      nominationId: string
      reason: "insufficient" | "not_scored" | "quota" | "struck" | "withdrawn"
      entry: ShortlistEntry | null
    }[]
  }[]
}

export interface ShortlistEntry {
  nominationId: string
  estate: { slug: string; name: string; district: string; placeNames: string[]; company: string | null }
  /** Place on the list; null in the reserve and beside it. */
  place: number | null
  /** Position among all that were ranked in the category; it never changes. */
  order: number
  /** Total, and its two parts before the shares; 4 decimals. */
  total: number
  judges: number | null
  score: number | null
  band: string | null
  rank: number | null
  rankP5: number | null
  rankP95: number | null
  /** The steps of the chain that were tried against the next in order, the deciding one last; empty when the totals differ. */
  tie: TieStep[]
}

/** One step of the chain: what the two were compared by; null where one has no such figure, which comes last. */
export interface TieStep {
  step: TieBreak
  own: number | null
  next: number | null
}

export type ShortlistCategory = ShortlistDocument["categories"][number]
