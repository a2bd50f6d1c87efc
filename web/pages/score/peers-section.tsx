import { PEERS_LEAST } from "../../../worker/domain/release/peers.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { ScoreTold } from "./score-view.ts"

/** 同规模小区: the reader's values beside the middle half of its peers; a sentence where there are too few of them. */
export function PeersSection({ told }: { told: ScoreTold }) {
  const text = useText()
  const { peers: words } = text.scoreTold
  const specs = editionKeys(told.edition)
  const beside = told.peers?.beside ?? []
  return (
    <section class="section" aria-labelledby="peers">
      <h2 id="peers">{words.title}</h2>
      {told.peers === null || beside.length === 0 ? (
        <p>{words.none(PEERS_LEAST)}</p>
      ) : (
        <>
          <p class="hint">{words.lead(formatPeriod(text, told.peers.period))}</p>
          <DataTable
            caption={words.title}
            captionHidden
            cards
            rows={beside}
            columns={[
              {
                key: "key",
                title: words.key,
                cell: ({ key }) => specs.get(key)?.title[text.language] ?? key,
              },
              { key: "value", title: words.own, number: true, cell: ({ value }) => formatNumber(value, 2) },
              {
                key: "middle",
                title: words.middle,
                number: true,
                cell: ({ low, high }) => words.range(formatNumber(low, 2), formatNumber(high, 2)),
              },
              { key: "n", title: words.estates, number: true, cell: ({ n }) => n },
            ]}
          />
        </>
      )}
    </section>
  )
}
