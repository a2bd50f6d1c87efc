import { compared } from "../../../worker/domain/release/comparing.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod, formatScore } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { SeriesMarker } from "../../ui/series-legend.tsx"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "./bands.tsx"
import { AddForm, Chips, LeftOut } from "./compare-choice.tsx"
import { CompareDimensions } from "./compare-dimensions.tsx"
import { CompareIndicators } from "./compare-indicators.tsx"
import type { CompareProps } from "./compare-view.ts"
import { QuarterPicker } from "./quarter-picker.tsx"
import { RangeBar, rangeWords } from "./rank-range.tsx"

function finding({ view }: CompareProps): string {
  const text = useText()
  const words = text.publicPages.compare
  const scored = view.cards
    .flatMap(({ name, base }) => (base === null ? [] : [{ name, base }]))
    .sort((a, b) => b.base - a.base)
  const [first, last] = [scored[0], scored.at(-1)]
  if (!first || !last || first === last) return words.resultTitle
  return words.resultFinding(first.name, formatScore(first.base - last.base, 1), last.name)
}

function Results({ view }: CompareProps) {
  const text = useText()
  return (
    <section class="section section--first" aria-labelledby="results">
      <h2 id="results">{finding({ view })}</h2>
      <ul class="results">
        {view.cards.map((card, index) => (
          <li class="result">
            <p class="result__name">
              <SeriesMarker index={index} />
              <span>
                <a href={paths.estate(card.slug, { quarter: view.quarter })} lang={nameLang(text)}>
                  {card.name}
                </a>{" "}
                {card.demonstration && <DemoMark />}
                <span class="sub-line" lang={nameLang(text)}>
                  {card.placeNames.join(text.publicPages.placeSeparator)}
                </span>
              </span>
            </p>
            {card.base === null ? (
              <p class="result__band">
                <OutcomeWord outcome={card.outcome} />
              </p>
            ) : (
              <>
                <p class="result__band">
                  <BandOf edition={view.edition} code={card.band} />
                </p>
                <p class="result__score">
                  <b>{formatScore(card.base, 2)}</b>
                </p>
                <div class="result__rank">
                  {card.rank === null || card.range === null ? (
                    <span class="state">{text.site.noRank(view.edition.rank.min_group)}</span>
                  ) : (
                    <>
                      <RangeBar range={card.range} rank={card.rank} ranked={view.ranked} />
                      <span class="sub-line">
                        {text.site.rank(card.rank)}
                        {text.publicPages.bracketed(rangeWords(text, view.edition, card.range))}
                      </span>
                    </>
                  )}
                </div>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `/compare`: 2 to 8 estates on one scale. */
export function ComparePage({ view }: CompareProps) {
  const text = useText()
  const words = text.publicPages.compare
  const { cards, release } = view
  const title =
    cards.length === 0 ? words.title : words.titleOf(cards.map((card) => card.name).join(text.site.listComma))
  const ready = cards.length >= compared.fewest
  return (
    <Page
      title={title}
      current="compare"
      description={cards.length === 0 ? words.lead : text.descriptions.of(title, words.lead)}
      scripts={ready ? ["charts.js"] : []}
    >
      <header>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </header>
      <div class="stack compare-choice">
        <LeftOut view={view} />
        <Chips view={view} />
        <AddForm view={view} />
        <QuarterPicker
          periods={view.periods}
          checking={view.checking}
          current={release.period}
          href={(quarter) =>
            paths.compare(
              cards.map((card) => card.slug),
              { quarter },
            )
          }
        />
      </div>
      {ready ? (
        <>
          <Results view={view} />
          <CompareDimensions view={view} />
          <CompareIndicators view={view} />
          <p class="ranking__foot">
            {text.site.source}
            {text.site.colon}
            {text.publicPages.releaseSource(
              formatPeriod(text, release.period),
              formatDay(text, release.publishedAt),
            )}
          </p>
        </>
      ) : (
        <section class="section">
          <EmptyState title={words.needTwoTitle} explanation={words.needTwoHelp}>
            <LinkButton href={paths.ranking({ quarter: view.quarter })}>
              {text.publicPages.city.allRanking}
            </LinkButton>
          </EmptyState>
        </section>
      )}
    </Page>
  )
}
