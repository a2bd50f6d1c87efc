import type { FairPeers } from "../../../worker/domain/release/peers.ts"
import type { RankRange } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Waterfall } from "../../../worker/domain/scoring/waterfall.ts"
import type { Improving } from "../../../worker/domain/submission/improve.ts"

/** How sure a score is; `unscored` (released), `exempt` and `unfiled` (closed with nothing sent) are none at all. */
export const scoreStates = ["expected", "verified", "released", "unscored", "exempt", "unfiled"] as const

/** Whether there is a score: what takes no part, or can no longer, has none, which is not the same as zero. */
export const isScored = ({ state }: Pick<ScoreTold, "state">) =>
  state === "expected" || state === "verified" || state === "released"

/** How the score of an estate's quarter comes about, and how it could be raised. */
export interface ScoreTold {
  estate: { slug: string; name: string }
  quarter: string
  /** How sure it is; `isScored` says which of these have a score. */
  state: (typeof scoreStates)[number]
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
  /** Its place in the public release of the quarter, among so many scored estates; null before, and where it has none. */
  rank: { rank: number; ranked: number; range: RankRange | null } | null
  /** Its indicators beside those of estates of the same size and age in a released quarter; null before the first. */
  peers: { period: string | null; size: number | null; age: number | null; found: FairPeers }
  /** Keys whose values the reader types: those of others are not told. */
  mine: ReadonlySet<string>
}
