import type { BesidePeers } from "../../../worker/domain/release/peers.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Waterfall } from "../../../worker/domain/scoring/waterfall.ts"
import type { Improving } from "../../../worker/domain/submission/improve.ts"

/** How the score of an estate's quarter comes about, and how it could be raised. */
export interface ScoreTold {
  estate: { slug: string; name: string }
  quarter: string
  /** How sure it is. */
  state: "expected" | "verified" | "released" | "unscored"
  /** Nothing can be filled in now. */
  locked: boolean
  edition: Edition
  /** Code of the band. */
  band: string | null
  waterfall: Waterfall
  /** Null at the top. */
  improving: Improving | null
  /** What the bonus and the deductions are made of, by code. */
  items: {
    bonuses: { code: string; points: number }[]
    deductions: { code: string; count: number; points: number }[]
  }
  /** Codes of indicators whose figure the reader may not see yet: others have filed it, and nobody has verified it. */
  unseen: ReadonlySet<string>
  /** The reader's values beside those of estates of the same size in the last released quarter; null before the first. */
  peers: { period: string; beside: BesidePeers[] } | null
  /** Keys whose values the reader types: those of others are not told. */
  mine: ReadonlySet<string>
}
