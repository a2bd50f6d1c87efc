import type { RankRange } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Text } from "../../text/text.ts"

const place = (rank: number, ranked: number) =>
  `${(1 + (98 * (rank - 1)) / Math.max(1, ranked - 1)).toFixed(1)}%`

/** The range of a rank as a bar on the axis from the first to the last rank, with a dot at the rank. */
export function RangeBar({ range, rank, ranked }: { range: RankRange; rank: number; ranked: number }) {
  const [from, to] = [place(range.p5, ranked), place(range.p95, ranked)]
  return (
    <svg class="range" aria-hidden="true">
      <line class="range__axis" x1="1%" x2="99%" y1="10" y2="10" />
      <line class="range__span" x1={from} x2={to} y1="10" y2="10" stroke-linecap="round" />
      <circle class="range__dot" cx={place(rank, ranked)} cy="10" r="6" />
    </svg>
  )
}

/** 权重浮动 ±25% 时第 6–12 名: never a confidence interval. */
export function rangeWords(text: Text, edition: Edition, range: RankRange): string {
  return text.site.rankRange(range.p5, range.p95, Math.round(edition.robustness.weight_spread * 100))
}
