import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { formatChange, formatNumber, formatScore } from "../../ui/format.ts"
import { Pager } from "../../ui/pager.tsx"
import { ScaleBar } from "../../ui/scale-bar.tsx"
import { StateWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import type { IndicatorView, RankedEstate } from "./indicator-view.ts"

type Props = { view: IndicatorView }

function Row({ view, row, ranked }: Props & { row: RankedEstate; ranked: boolean }) {
  const text = useText()
  const words = text.publicPages.indicator
  const { indicator, release, points } = view
  // Of several ways to compute it the formulas stand above: here which one counted.
  const unit =
    indicator.alternatives.length > 1
      ? text.publicPages.method.alternative(row.alternative + 1)
      : indicator.unit[text.language]
  const change = row.before === null ? "" : words.before(formatChange(row.points - row.before, 2))
  return (
    <a class="hit" href={`${paths.estate(row.slug, { quarter: release.period })}#${indicator.code}`}>
      <span class="hit__name">
        <span lang={nameLang(text)}>{row.name}</span>
      </span>
      <span class="hit__place">
        {ranked && `${words.rank(row.rank)}${text.site.listComma}`}
        <span lang={nameLang(text)}>{row.district}</span>
        {text.site.listComma}
        {row.measure === null ? <StateWord state={row.state} /> : `${formatNumber(row.measure)} ${unit}`}
        {change && `${text.site.listComma}${change}`}
      </span>
      <span class="hit__figures hit__figures--scale">
        <span class="hit__scale">
          <ScaleBar
            value={row.points / indicator.points}
            tick={points && ranked ? points[2] / indicator.points : null}
          />
        </span>
        <span class="hit__score">{formatScore(row.points, 2)}</span>
      </span>
    </a>
  )
}

/** Estates by their points of an indicator, those that rose most, and districts. */
export function IndicatorRanking({ view }: Props) {
  const text = useText()
  const words = text.publicPages.indicator
  const { indicator, release, edition, page, pages } = view
  return (
    <>
      <section class="section" aria-labelledby="ranking">
        <div class="section__head">
          <h2 id="ranking">{words.rankingTitle}</h2>
          <p class="section__lead">{words.rankingLead}</p>
        </div>
        {view.counted < edition.rank.min_group ? (
          <p>{text.site.noRank(edition.rank.min_group)}</p>
        ) : (
          <ol class="hits">
            {view.rows.map((row) => (
              <li>
                <Row view={view} row={row} ranked />
              </li>
            ))}
          </ol>
        )}
        <Pager
          page={page}
          pages={pages}
          href={(to) => paths.indicator(indicator.code, { quarter: release.period, page: to })}
        />
      </section>
      {view.improved.length > 0 && (
        <section class="section" aria-labelledby="improved">
          <h2 id="improved">{words.improvedTitle}</h2>
          <ol class="hits">
            {view.improved.map((row) => (
              <li>
                <Row view={view} row={row} ranked={false} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {view.districts.length > 0 && (
        <section class="section" aria-labelledby="districts">
          <h2 id="districts">{words.districtsTitle}</h2>
          <ul class="hits">
            {view.districts.map(({ code, name, n, median }) => (
              <li>
                <a class="hit" href={paths.group("district", code, { quarter: release.period })}>
                  <span class="hit__name" lang={nameLang(text)}>
                    {name}
                  </span>
                  <span class="hit__place">{words.n(n)}</span>
                  <span class="hit__figures hit__figures--scale">
                    {median === null ? (
                      <span class="state">{words.districtTooFew(edition.rank.min_group)}</span>
                    ) : (
                      <>
                        <span class="hit__scale">
                          <ScaleBar value={median / indicator.points} />
                        </span>
                        <span class="hit__score">{formatScore(median, 2)}</span>
                      </>
                    )}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
