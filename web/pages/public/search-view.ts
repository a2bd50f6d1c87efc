import type { Outcome } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"

/** An estate that a search found: scored in the newest release, without score, or known from the press. */
export interface SearchHit {
  slug: string
  name: string
  placeNames: string[]
  demonstration: boolean
  outcome: Outcome | "press"
  band: string | null
  base: number | null
}

/** A district, street, community or company that a search found; `code` is its address, of a community its street's. */
export interface PlaceHit {
  name: string
  code: string
  within: string[]
  estates: number
}

export const otherKinds = ["district", "street", "community", "company"] as const
export const hitKinds = ["estate", ...otherKinds] as const
export type HitKind = (typeof hitKinds)[number]

/** What was found of one kind: how many, and those of them that are shown. */
export type HitGroup =
  | { kind: "estate"; total: number; hits: SearchHit[] }
  | { kind: Exclude<HitKind, "estate">; total: number; hits: PlaceHit[] }

export interface SearchView {
  q: string
  /** Nothing is called so; what is shown is closest to it. */
  near: boolean
  edition: Edition | null
  /** Estates of the release that is searched. */
  estates: number
  groups: HitGroup[]
  /** The one kind that is shown, page by page; null where all are shown together. */
  only: HitKind | null
  page: number
  pages: number
}
