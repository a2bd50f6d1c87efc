import type { PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { paths } from "../../paths.ts"
import { BandShape } from "../../ui/band-chip.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { Figure } from "../../ui/figure.tsx"
import { formatDay, formatPeriod, formatScore, formatShare } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { type BandInfo, bandsOf } from "./bands.tsx"
import type { CityView } from "./city-view.ts"

type Props = { view: CityView; release: PublishedRelease; edition: Edition }

interface Part extends BandInfo {
  count: number
}

function partsOf({ release, edition }: Omit<Props, "view">): Part[] {
  const text = useText()
  const { totals } = release.manifest
  const bands = bandsOf(edition, text).map((band) => ({ ...band, count: totals.bands[band.code] ?? 0 }))
  const unscored = totals.estates - bands.reduce((sum, band) => sum + band.count, 0)
  return [...bands, { code: "", title: text.publicPages.city.unscored, look: "none", count: unscored }]
}

/** All bands as one bar, with the numbers as a list of links beside their shapes. */
export function BandsBar({ release, edition }: Omit<Props, "view">) {
  const parts = partsOf({ release, edition }).filter((part) => part.count > 0)
  const total = Math.max(1, release.manifest.totals.estates)
  let start = 0
  return (
    <div>
      <svg class="bands-bar" aria-hidden="true">
        <defs>
          <pattern
            id="hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect class="fill-none" width="6" height="6" />
            <path class="hatch" d="M0 0V6" />
          </pattern>
        </defs>
        {parts.map((part) => {
          const width = (100 * part.count) / total
          const x = start
          start += width
          const fill = part.look === "none" ? { fill: "url(#hatch)" } : { class: `fill-${part.look}` }
          return <rect x={`${x.toFixed(2)}%`} width={`${width.toFixed(2)}%`} height="100%" {...fill} />
        })}
      </svg>
      <ul class="legend">
        {parts.map((part) => (
          <li>
            <a href={paths.ranking({ quarter: release.period, band: part.code || "none" })}>
              <BandShape look={part.look} />
              <span class="legend__word">{part.title}</span>
              <b>{part.count}</b>
              <span class="legend__share">{formatShare(part.count / total)}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The quarter in one sentence. */
export function quarterSentence({ release, edition }: Omit<Props, "view">): string {
  const text = useText()
  const words = text.publicPages.city
  const { totals } = release.manifest
  const best = bandsOf(edition, text)[0]
  const median = totals.median.base
  return [
    words.sentence(totals.estates, totals.outcomes.scored),
    median === null ? "" : words.sentenceMedian(formatScore(median, 1)),
    best ? words.sentenceBest(totals.bands[best.code] ?? 0, best.title) : "",
  ].join("")
}

/** The quarter in one sentence, its bands and how the scores are spread. */
export function CityQuarter({ view, release, edition }: Props) {
  const text = useText()
  const words = text.publicPages.city
  const { totals } = release.manifest
  const period = formatPeriod(text, release.period)
  const best = bandsOf(edition, text)[0]
  const median = totals.median.base
  return (
    <section class="section section--first" aria-labelledby="quarter">
      <div class="grid grid--wide-left">
        <div class="card quarter">
          <p class="eyebrow">
            <a href={paths.methodology(edition.code)}>{text.site.disclaimer}</a>
          </p>
          <h2 class="quarter__title" id="quarter">
            {words.quarterLead(period)}
          </h2>
          <p class="lead quarter__sentence">{quarterSentence({ release, edition })}</p>
          <dl class="keyfigures">
            <div>
              <dt>{words.figureScored}</dt>
              <dd>
                {totals.outcomes.scored}
                <small>/{totals.estates}</small>
              </dd>
            </div>
            {median !== null && (
              <div>
                <dt>{words.figureMedian}</dt>
                <dd>{formatScore(median, 1)}</dd>
              </div>
            )}
            {best && (
              <div>
                <dt>{best.title}</dt>
                <dd>{totals.bands[best.code] ?? 0}</dd>
              </div>
            )}
          </dl>
          <BandsBar release={release} edition={edition} />
          <p class="quarter__more">
            {totals.demonstration > 0 && (
              <span class="quarter__demo">
                <DemoMark /> {words.demonstrations(totals.demonstration)}
              </span>
            )}
            <a href={paths.ranking({ quarter: release.period })}>{words.allRanking}</a>
          </p>
        </div>
        <Distribution view={view} release={release} edition={edition} />
      </div>
    </section>
  )
}

function Distribution({ view, release }: Props) {
  const text = useText()
  const words = text.publicPages.city
  const top = view.bins.reduce(
    (most, bin) => (bin.count > most.count ? bin : most),
    view.bins[0] ?? { from: 0, to: 0, count: 0 },
  )
  const title = words.distribution(top.from, top.to, top.count)
  return (
    <Figure
      id="distribution"
      title={title}
      unit={words.distributionUnit}
      chart="distribution"
      source={text.publicPages.releaseSource(
        formatPeriod(text, release.period),
        formatDay(text, release.publishedAt),
      )}
      download={paths.apiRelease(release.period, ".csv")}
      table={
        <DataTable
          caption={title}
          captionHidden
          columns={[
            { key: "bin", title: words.binColumn, cell: (bin) => words.bin(bin.from, bin.to) },
            { key: "count", title: words.countColumn, number: true, cell: (bin) => bin.count },
          ]}
          rows={view.bins}
        />
      }
    />
  )
}
