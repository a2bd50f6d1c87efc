import { formatPeriod, formatScore } from "../../ui/format.ts"
import { StateWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import type { Standing } from "../public/estate-view.ts"
import { figureValue } from "../public/five-figures.tsx"
import type { EstateReportView } from "./report-view.ts"
import { Part } from "./sheet.tsx"
import { Strip } from "./strip.tsx"

type Props = { view: EstateReportView }
const short = (points: number) => formatScore(points, 2).replace(/\.?0+$/, "")

function Five({ view }: Props) {
  const text = useText()
  const { report, groups } = text.publicPages
  const { figures, baseline } = view
  return (
    <Part title={report.five}>
      <dl class="report__five">
        {figures.map(({ figure, now, before }) => (
          <div>
            <dt>{groups.figures[figure.code].title}</dt>
            <dd>
              {now === null ? (
                <StateWord state={view.card.base === null ? "missing" : stateOf(view, figure.of)} />
              ) : (
                <>
                  <b>{figureValue(figure, now)}</b> {groups.figures[figure.code].unit}
                </>
              )}
              {baseline && before !== null && (
                <small>
                  {report.fiveBefore(formatPeriod(text, baseline.period), figureValue(figure, before))}
                </small>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

/** Why a figure has no value: the state of the key that it counts. */
function stateOf({ card }: EstateReportView, key: string) {
  return card.values.find((value) => value.key === key)?.state ?? "missing"
}

function Dimensions({ view }: Props) {
  const text = useText()
  const words = text.publicPages.report
  const { card, edition, release, city } = view
  return (
    <Part title={words.dimensions} note={words.dimensionsNote}>
      <ul class="report__rows">
        {card.dimensionDetail.map(({ code, points, full }) => {
          const median = release.manifest.totals.median.dimensions[code] ?? null
          const middle = city?.dimensions[code]
          return (
            <li>
              <span>{edition.dimensions.find((one) => one.code === code)?.title[text.language] ?? code}</span>
              <Strip
                value={points / full}
                tick={median === null ? null : median / full}
                band={middle ? [middle[1] / full, middle[3] / full] : null}
              />
              <b>{words.ofFull(formatScore(points, 1), short(full))}</b>
              <small>{median !== null && words.median(formatScore(median, 1))}</small>
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

function Best({ title, all, said }: { title: string; all: Standing[]; said: (one: Standing) => string }) {
  const text = useText()
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {all.map((one) => (
          <li>
            {one.indicator.title[text.language]} <b>{said(one)}</b>
          </li>
        ))}
      </ul>
    </>
  )
}

function Standings({ view }: Props) {
  const text = useText()
  const { report, estate } = text.publicPages
  return (
    <section class="report__part report__best">
      <Best
        title={report.strongest}
        all={view.strongest}
        said={({ ahead }) => estate.ahead(formatScore(ahead, 2))}
      />
      <Best
        title={report.weakest}
        all={view.weakest}
        said={({ lost }) => estate.lost(formatScore(lost, 2))}
      />
    </section>
  )
}

function Indicators({ view }: Props) {
  const text = useText()
  const words = text.publicPages.report
  const { card, edition, release, city } = view
  if (card.indicators.length === 0) return null
  return (
    <Part title={words.indicators} note={words.indicatorsNote}>
      <ol class="report__indicators">
        {edition.indicators.map(({ code, title, points: full }) => {
          const result = card.indicators.find((one) => one.code === code)
          const middle = city?.indicators[code]
          const points = result?.points ?? null
          return (
            <li>
              <span title={code}>{title[text.language]}</span>
              <Strip
                value={points === null ? null : points / full}
                tick={release.manifest.totals.median.indicators[code] ?? null}
                band={middle ? [middle[1] / full, middle[3] / full] : null}
              />
              {points === null ? (
                <StateWord state={result?.state ?? "missing"} />
              ) : (
                <b>{words.ofFull(short(points), short(full))}</b>
              )}
            </li>
          )
        })}
      </ol>
    </Part>
  )
}

/** Figures, dimensions and indicators of a scored estate; of another one nothing. */
export function EstatePoints({ view }: Props) {
  if (view.card.base === null) return null
  return (
    <>
      <Five view={view} />
      <div class="report__two">
        <Dimensions view={view} />
        <Standings view={view} />
      </div>
      <Indicators view={view} />
    </>
  )
}
