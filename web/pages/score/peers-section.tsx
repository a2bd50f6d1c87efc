import { type BesidePeers, PEER_AGES, PEER_SIZES, PEERS_LEAST } from "../../../worker/domain/release/peers.ts"
import type { Indicator } from "../../../worker/domain/scoring/edition.ts"
import { isBetterUp } from "../../../worker/domain/submission/lever.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { figureWords, formulaReader } from "../public/formula.ts"
import type { ScoreTold } from "./score-view.ts"

type Standing = "worse" | "alike" | "better"

interface Row extends BesidePeers {
  title: string
  unit: string
  standing: Standing
}

/** Outside of the middle half in the good direction, in the bad one, or in it. */
function standingOf({ alternatives }: Indicator, { alternative, measure, low, high }: BesidePeers): Standing {
  const { scoring } = alternatives[alternative] ?? {}
  if (!scoring || (measure >= low && measure <= high)) return "alike"
  return measure > high === isBetterUp(scoring) ? "better" : "worse"
}

function rowsOf(text: Text, { edition, peers: { found } }: ScoreTold): Row[] {
  if ("none" in found) return []
  const reader = formulaReader(edition, text)
  return found.beside.flatMap((one) => {
    const indicator = edition.indicators.find(({ code }) => code === one.code)
    if (!indicator) return []
    return [
      {
        ...one,
        title: indicator.title[text.language],
        unit: figureWords(reader, indicator, one.alternative),
        standing: standingOf(indicator, one),
      },
    ]
  })
}

/** Who is compared with: the class of households and the years of building. */
function groupWords(text: Text, { size, age }: ScoreTold["peers"]): string {
  const { peers } = text.scoreTold
  if (size === null || age === null) return ""
  const before = (next: number | undefined) => (next === undefined ? null : next - 1)
  const households = peers.households(PEER_SIZES[size - 1] ?? null, before(PEER_SIZES[size]))
  const built = peers.built(PEER_AGES[age - 1] ?? null, before(PEER_AGES[age]))
  return `${households}${text.site.listComma}${built}`
}

function PeerTable({ rows, caption }: { rows: Row[]; caption: string }) {
  const { peers: words } = useText().scoreTold
  const figure = (value: number) => formatNumber(value, 2)
  return (
    <DataTable
      caption={caption}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "title",
          title: words.indicator,
          className: "score-part",
          cell: ({ title, unit }) => (
            <>
              {title} <span class="sub-line">{unit}</span>
            </>
          ),
        },
        { key: "value", title: words.own, number: true, cell: ({ measure }) => figure(measure) },
        { key: "median", title: words.median, number: true, cell: ({ middle }) => figure(middle) },
        {
          key: "middle",
          title: words.middle,
          number: true,
          cell: ({ low, high }) => words.range(figure(low), figure(high)),
        },
        { key: "n", title: words.estates, number: true, cell: ({ n }) => n },
      ]}
    />
  )
}

function Fold({ rows, title }: { rows: Row[]; title: string }) {
  if (rows.length === 0) return null
  return (
    <details class="fold score-parts">
      <summary>
        <span class="fold__title">{title}</span>
      </summary>
      <div class="fold__body">
        <PeerTable rows={rows} caption={title} />
      </div>
    </details>
  )
}

/** 和同类小区相比: each indicator beside quartiles and median of its peers; one sentence where there are none. */
export function PeersSection({ told }: { told: ScoreTold }) {
  const text = useText()
  const { peers: words } = text.scoreTold
  const { period, found } = told.peers
  const rows = rowsOf(text, told)
  const of = (standing: Standing) => rows.filter((row) => row.standing === standing)
  const [worse, alike, better] = [of("worse"), of("alike"), of("better")]
  const group = groupWords(text, told.peers)
  return (
    <section class="section" aria-labelledby="peers">
      <h2 id="peers">{words.title}</h2>
      {rows.length === 0 || period === null ? (
        <p>{"none" in found ? words.none[found.none](PEERS_LEAST, group) : words.nothing}</p>
      ) : (
        <>
          <p>{words.finding(rows.length, worse.length, alike.length, better.length)}</p>
          <p class="hint">{words.lead(group, formatPeriod(text, period), PEERS_LEAST)}</p>
          <Fold rows={worse} title={words.standings.worse(worse.length)} />
          <Fold rows={alike} title={words.standings.alike(alike.length)} />
          <Fold rows={better} title={words.standings.better(better.length)} />
        </>
      )}
    </section>
  )
}
