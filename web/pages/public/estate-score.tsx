import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { formatScore } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf, bandsOf } from "./bands.tsx"
import type { EstateProps } from "./estate-view.ts"
import { RangeBar, rangeWords } from "./rank-range.tsx"

/** Full base of an edition: what all ratios 1 give. */
export function fullBase(edition: Edition): number {
  return edition.scale ?? edition.dimensions.reduce((sum, dimension) => sum + dimension.points, 0)
}

/** The dimension that lies furthest above (or below) the median, in points. */
function furthest({ view }: EstateProps, sign: 1 | -1): string {
  const text = useText()
  const medians = view.release.manifest.totals.median.dimensions
  const gaps = view.edition.dimensions.map((dimension) => ({
    title: dimension.title[text.language],
    gap: sign * ((view.card.dimensions[dimension.code] ?? 0) - (medians[dimension.code] ?? 0)),
  }))
  return gaps.reduce((most, next) => (next.gap > most.gap ? next : most), gaps[0] ?? { title: "", gap: 0 })
    .title
}

/** One plain sentence: score, band, rank, distance from the median, what lost most. */
export function plainAnswer(props: EstateProps): string {
  const text = useText()
  const { view } = props
  const words = text.publicPages.estate
  const { card, release, edition } = view
  const score = formatScore(card.base ?? 0, 2)
  const band = bandsOf(edition, text).find(({ code }) => code === card.band)
  let said = band ? words.sentenceBand(score, band.title) : words.sentenceNoBand(score)
  said +=
    card.rank === null
      ? words.sentenceNoRank(edition.rank.min_group)
      : words.sentenceRank(view.ranked, card.rank)
  const median = release.manifest.totals.median.base
  if (median !== null) {
    const gap = (card.base ?? 0) - median
    if (Math.abs(gap) < 0.005) said += words.sentenceMiddle
    else if (gap > 0) said += words.sentenceAbove(formatScore(gap, 2), furthest(props, 1))
    else said += words.sentenceBelow(formatScore(-gap, 2), furthest(props, -1))
  }
  const worst = view.weakest[0]
  if (worst) said += words.sentenceLost(worst.indicator.title[text.language], formatScore(worst.lost, 2))
  return said + text.publicPages.fullStop
}

function Warnings({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { card, edition } = view
  const titles = (items: readonly { code: string; title: { zh: string; en: string } }[], codes: string[]) =>
    items
      .filter(({ code }) => codes.includes(code))
      .map(({ title }) => title[text.language])
      .join(text.site.listComma)
  return (
    <>
      {card.vetoes.length > 0 && (
        <Notice kind="error">
          <p>{words.vetoed(titles(edition.vetoes, card.vetoes))}</p>
        </Notice>
      )}
      {card.gatesFailed.length > 0 && (
        <Notice kind="warning">
          <p>{words.gatesFailed(titles(edition.gates, card.gatesFailed))}</p>
        </Notice>
      )}
    </>
  )
}

/** Of which quarters a year is the mean, and why its dimensions may not add up to the digit. */
function YearNote({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  if (!view.meanOf) return null
  const { scored, missing } = view.meanOf
  return (
    <p class="muted small">
      {words.meanOf(scored.length, missing.join(text.site.listComma))}
      {text.publicPages.sentenceEnd}
      {words.meanRounding}
    </p>
  )
}

/** Band, score, rank with its range, and the one sentence. */
export function EstateScore({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { card, edition } = view
  if (card.base === null || card.final === null) return null
  return (
    <section class="section section--first stack" aria-label={words.baseTitle}>
      <div class="card score-card">
        <div class="score-card__main">
          <p class="score-card__band">
            <BandOf edition={edition} code={card.band} large />
          </p>
          <dl class="score-card__figures">
            <div>
              <dt>{words.baseTitle}</dt>
              <dd>
                <b class="big-figure">{formatScore(card.base, 2)}</b>
                <span class="sub-line">
                  {words.baseOf(formatScore(fullBase(edition), 1).replace(/\.0$/, ""))}
                </span>
              </dd>
            </div>
            <div>
              <dt>{words.finalTitle}</dt>
              <dd>
                <b class="mid-figure">{formatScore(card.final, 2)}</b>
                <span class="sub-line">
                  {words.finalParts(
                    formatScore(card.base, 2),
                    formatScore(card.bonus ?? 0, 1),
                    formatScore(card.deductions ?? 0, 1),
                  )}
                </span>
              </dd>
            </div>
            <div class="score-card__rank">
              <dt>{words.rankTitle}</dt>
              {card.rank !== null && card.range !== null ? (
                <dd>
                  <b class="mid-figure">{text.site.rank(card.rank)}</b>
                  <RangeBar range={card.range} rank={card.rank} ranked={view.ranked} />
                  <span class="sub-line">
                    {rangeWords(text, edition, card.range)}
                    {words.rankOf(view.ranked)}
                  </span>
                </dd>
              ) : (
                <dd class="muted">{text.site.noRank(view.edition.rank.min_group)}</dd>
              )}
            </div>
          </dl>
        </div>
        <div class="score-card__sentence">
          <p class="lead">{plainAnswer({ view })}</p>
          <YearNote view={view} />
        </div>
      </div>
      <Warnings view={view} />
    </section>
  )
}
