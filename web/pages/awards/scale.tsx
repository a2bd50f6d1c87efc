import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Text } from "../../text/text.ts"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "../public/bands.tsx"

/** What released figures are read by: the edition of the release; null where it is not to be had. */
export type Scale = Edition | null

/** The chip of a band; its code where the edition is not known. */
export function ScaleBand({ scale, code }: { scale: Scale; code: string | null }) {
  const text = useText()
  return scale ? <BandOf edition={scale} code={code} /> : <span>{code ?? text.publicPages.noBand}</span>
}

/** A released rank with its range: 第 8 名（权重浮动 ±25% 时第 6–12 名）. */
export function rankWords(
  text: Text,
  scale: Scale,
  { rank, rankP5, rankP95 }: { rank: number | null; rankP5: number | null; rankP95: number | null },
): string {
  if (rank === null) return text.awards.shortlist.unknown
  const spread = Math.round((scale?.robustness.weight_spread ?? 0.25) * 100)
  const range = rankP5 === null || rankP95 === null ? "" : text.site.rankRange(rankP5, rankP95, spread)
  return text.site.rank(rank) + (range && text.site.aside(range))
}
