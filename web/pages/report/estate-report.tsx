import { formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "../public/bands.tsx"
import { fullBase, plainAnswer } from "../public/estate-score.tsx"
import { RangeBar, rangeWords } from "../public/rank-range.tsx"
import { EstateNews } from "./estate-news.tsx"
import { EstatePoints } from "./estate-points.tsx"
import type { EstateReportView, ReportAddress } from "./report-view.ts"
import { Sheet } from "./sheet.tsx"

/** More indicators than this are set smaller. */
const usualIndicators = 48

function Score({ view }: { view: EstateReportView }) {
  const text = useText()
  const words = text.publicPages.estate
  const { card, edition, city, own } = view
  const { report } = text.publicPages
  if (card.base === null)
    return (
      <div class="report__lead">
        <p>
          <b>{words.outcomeTitle[card.outcome]}</b>
        </p>
        <p>{words.outcomeHelp[card.outcome]}</p>
      </div>
    )
  const groups = [
    { name: report.city, figures: city?.totals.base },
    { name: card.placeNames[0] ?? "", figures: own?.totals.base },
  ]
  return (
    <>
      <div class="report__score">
        <BandOf edition={edition} code={card.band} large />
        <p>
          <b class="report__big">{formatScore(card.base, 2)}</b>{" "}
          {words.baseOf(formatScore(fullBase(edition), 1).replace(/\.0$/, ""))}
        </p>
        {card.rank !== null && card.range !== null ? (
          <div class="report__rank">
            <b>{text.site.rank(card.rank)}</b>
            <RangeBar range={card.range} rank={card.rank} ranked={view.ranked} />
            {rangeWords(text, edition, card.range)}
            {words.rankOf(view.ranked)}
          </div>
        ) : (
          <p>{text.site.noRank(edition.rank.min_group)}</p>
        )}
      </div>
      <p class="report__lead">{plainAnswer({ view })}</p>
      <p class="report__note">
        {groups.every(({ figures }) => !figures)
          ? report.noQuartiles(edition.rank.min_group)
          : groups
              .flatMap(({ name, figures }) => {
                if (!figures) return []
                const [, low, middle, high] = figures
                return [
                  report.quartiles(name, formatScore(low, 1), formatScore(middle, 1), formatScore(high, 1)),
                ]
              })
              .join(text.publicPages.sentenceEnd) + text.publicPages.fullStop}
      </p>
    </>
  )
}

/** `/estates/:slug/report`: what is released of an estate's quarter, on one A4 page. */
export function EstateReport({ view, address }: { view: EstateReportView; address: ReportAddress }) {
  const text = useText()
  const { card, release, edition } = view
  return (
    <Sheet
      kind="estate"
      name={card.name}
      place={card.placeNames.join(text.publicPages.placeSeparator)}
      release={release}
      edition={edition}
      address={address}
      demonstration={card.demonstration}
      dense={edition.indicators.length > usualIndicators}
      description={
        card.base === null ? text.publicPages.estate.outcomeHelp[card.outcome] : plainAnswer({ view })
      }
    >
      <Score view={view} />
      <EstatePoints view={view} />
      <EstateNews view={view} />
    </Sheet>
  )
}
