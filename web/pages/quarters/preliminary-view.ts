import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { ReasonClass } from "../../../worker/domain/submission/adjustments.ts"
import type { PreliminaryView } from "./quarter-props.ts"

/** What a reader may see of a preliminary release: the scorecards of its own estates, of all others counts. */
export interface PreliminaryTold {
  quarter: string
  release: PreliminaryView
  /** Those before, the newest first: their hashes are kept. */
  earlier: PreliminaryView[]
  edition: Edition
  page: number
  /** Own estates in all, and the scorecards of this page. */
  total: number
  cards: Scorecard[]
  /** All estates of the city, how many are scored, and by band; null where so few are that they would tell of each other. */
  all: number
  scored: number
  bands: { band: string | null; n: number }[] | null
  /** Of the one estate that is asked for: what authorities replaced, and why. */
  adjusted: {
    key: string
    level: "street" | "district"
    checkedValue: string | null
    reasonClass: ReasonClass | null
    reason: string | null
  }[]
  /** The window is open. */
  takesRequests: boolean
  /** The final release is out: this one is of the past. */
  final: boolean
}
