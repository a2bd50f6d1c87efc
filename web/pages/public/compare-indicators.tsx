import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import type { Indicator } from "../../../worker/domain/scoring/edition.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatNumber, formatScore } from "../../ui/format.ts"
import { MarkerDefinitions, markerId } from "../../ui/series-legend.tsx"
import { useText } from "../../ui/use-text.ts"
import type { CompareProps } from "./compare-view.ts"
import { figureWords, formulaReader, type Reader } from "./formula.ts"

const rowStep = 8

/** Dots of all estates on one axis from 0 to 100 % of the points; each estate has a height of its own. */
function DotPlot({
  indicator,
  cards,
  median,
}: {
  indicator: Indicator
  cards: Scorecard[]
  median: number | undefined
}) {
  const height = rowStep * (cards.length + 1)
  const at = (ratio: number) => `${(2 + 96 * ratio).toFixed(1)}%`
  return (
    <svg class="dots" height={height} aria-hidden="true">
      <line class="range__axis" x1="2%" x2="98%" y1={height / 2} y2={height / 2} />
      {median !== undefined && (
        <line class="dots__median" x1={at(median)} x2={at(median)} y1="0" y2={height} />
      )}
      {cards.map((card, index) => {
        const ratio = card.indicators.find(({ code }) => code === indicator.code)?.ratio ?? null
        return ratio === null ? null : (
          <use href={`#${markerId(index)}`} x={at(ratio)} y={rowStep * (index + 1)} />
        )
      })}
    </svg>
  )
}

function Stateless({ view, indicator }: CompareProps & { indicator: Indicator }) {
  const text = useText()
  const words = text.publicPages.compare
  const without = view.cards.flatMap((card) => {
    if (card.base === null) return []
    const result = card.indicators.find(({ code }) => code === indicator.code)
    if (!result || result.ratio !== null) return []
    return [words.stateOf(card.name, text.site.states[result.state])]
  })
  return <span class="sub-line">{without.join(text.site.listComma)}</span>
}

function Cell({ reader, card, indicator }: { reader: Reader; card: Scorecard; indicator: Indicator }) {
  const { text } = reader
  const result = card.indicators.find(({ code }) => code === indicator.code)
  if (!result) return <span class="state">{text.site.outcomes[card.outcome]}</span>
  const value = result.measure === null ? text.site.states[result.state] : formatNumber(result.measure)
  const points = result.points === null ? text.publicPages.estate.notCounted : formatScore(result.points, 2)
  return (
    <>
      {value}
      {result.measure !== null && indicator.alternatives.length > 1 && (
        <span class="sub-line">{figureWords(reader, indicator, result.alternative)}</span>
      )}
      <span class="sub-line">{points}</span>
    </>
  )
}

/** The same indicators with their values and points. */
function ValuesTable({ view }: CompareProps) {
  const text = useText()
  const words = text.publicPages.compare
  const { cards, edition } = view
  const reader = formulaReader(edition, text)
  return (
    <details class="figure__table">
      <summary>{words.table}</summary>
      <DataTable
        caption={words.table}
        captionHidden
        rows={[...edition.indicators]}
        columns={[
          {
            key: "title",
            title: text.publicPages.estate.indicatorColumn,
            cell: (indicator) => (
              <>
                {indicator.title[text.language]}
                <span class="sub-line">
                  {indicator.alternatives.length > 1 ? words.severalMethods : indicator.unit[text.language]}
                </span>
              </>
            ),
          },
          ...cards.map((card) => ({
            key: card.slug,
            title: card.name,
            number: true,
            cell: (indicator: Indicator) => <Cell reader={reader} card={card} indicator={indicator} />,
          })),
        ]}
      />
    </details>
  )
}

/** Every indicator as a row of dots, and all values and points as a table. */
export function CompareIndicators({ view }: CompareProps) {
  const text = useText()
  const words = text.publicPages.compare
  const { edition, release, cards } = view
  const medians = release.manifest.totals.median.indicators
  if (!cards.some((card) => card.indicators.length > 0)) return null
  return (
    <section class="section" aria-labelledby="indicators">
      <div class="section__head">
        <h2 id="indicators">{words.indicatorsTitle}</h2>
        <p class="section__lead">{words.indicatorsLead}</p>
      </div>
      <div class="card">
        <MarkerDefinitions count={cards.length} />
        {edition.dimensions.map((dimension) => (
          <div class="dot-group">
            <h3>{dimension.title[text.language]}</h3>
            <ul class="dot-rows">
              {edition.indicators
                .filter((indicator) => indicator.dimension === dimension.code)
                .map((indicator) => (
                  <li class="dot-row">
                    <span class="dot-row__name">
                      {indicator.title[text.language]}
                      <Stateless view={view} indicator={indicator} />
                    </span>
                    <DotPlot indicator={indicator} cards={cards} median={medians[indicator.code]} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
        <ValuesTable view={view} />
      </div>
    </section>
  )
}
