import { nameLang } from "../../text/text.ts"
import { formatChange, formatPeriod, formatScore } from "../../ui/format.ts"
import { OutcomeWord } from "../../ui/state-word.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf, bandsOf } from "../public/bands.tsx"
import { figureValue } from "../public/five-figures.tsx"
import type { GroupView } from "../public/group-view.ts"
import { rangeWords } from "../public/rank-range.tsx"
import type { ReportAddress } from "./report-view.ts"
import { Part, Sheet } from "./sheet.tsx"
import { Strip } from "./strip.tsx"

type Props = { view: GroupView }
const estatesShown = 18

function Figures({ view }: Props) {
  const text = useText()
  const { report, groups } = text.publicPages
  if (view.figures.length === 0) return null
  return (
    <Part title={report.five}>
      <dl class="report__five">
        {view.figures.map(({ figure, now, of, trend }) => {
          const before = trend.at(-2)
          return (
            <div>
              <dt>{groups.figures[figure.code].title}</dt>
              <dd>
                {now.value === null ? (
                  groups.noValue
                ) : (
                  <>
                    <b>{figureValue(figure, now.value)}</b> {groups.figures[figure.code].unit}
                  </>
                )}
                <small>{groups.of(now.n, of)}</small>
                {before && before.value !== null && (
                  <small>
                    {report.fiveBefore(formatPeriod(text, before.period), figureValue(figure, before.value))}
                  </small>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </Part>
  )
}

function Dimensions({ view }: Props) {
  const text = useText()
  const { report, groups } = text.publicPages
  return (
    <Part title={report.dimensions} note={report.dimensionsNote}>
      {view.dimensions.length === 0 ? (
        <p>{groups.noMedian(view.edition.rank.min_group)}</p>
      ) : (
        <ul class="report__rows">
          {view.dimensions.map(({ code, own, city }) => {
            const dimension = view.edition.dimensions.find((one) => one.code === code)
            const full = dimension?.points ?? 1
            return (
              <li>
                <span>{dimension?.title[text.language] ?? code}</span>
                <Strip value={own / full} tick={city / full} />
                <b>{formatScore(own, 1)}</b>
                <small>
                  {report.median(formatScore(city, 1))}
                  {text.publicPages.bracketed(formatChange(own - city, 1))}
                </small>
              </li>
            )
          })}
        </ul>
      )}
    </Part>
  )
}

function Trend({ view }: Props) {
  const text = useText()
  const { report, groups } = text.publicPages
  const none = groups.noMedian(view.edition.rank.min_group)
  return (
    <Part title={report.trend}>
      <table class="report__table">
        <thead>
          <tr>
            <th>{groups.quarterColumn}</th>
            <th>{report.own}</th>
            <th>{report.cityColumn}</th>
            <th>{groups.scoredColumn}</th>
          </tr>
        </thead>
        <tbody>
          {view.trend.map(({ period, median, city, scored }) => (
            <tr>
              <td>{formatPeriod(text, period)}</td>
              <td>{median === null ? none : formatScore(median, 1)}</td>
              <td>{city === null ? none : formatScore(city, 1)}</td>
              <td>{scored}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function Estates({ view }: Props) {
  const text = useText()
  const { report, score } = text.publicPages
  const { edition } = view
  const shown = view.rows.slice(0, estatesShown)
  return (
    <Part title={report.best(shown.length, view.estates)}>
      <table class="report__table report__table--names">
        <thead>
          <tr>
            <th>{report.estate}</th>
            <th>{report.bands}</th>
            <th>{score}</th>
            <th>{report.rank}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr>
              <td lang={nameLang(text)}>{row.name}</td>
              <td>
                {row.base === null ? (
                  <OutcomeWord outcome={row.outcome} />
                ) : (
                  <BandOf edition={edition} code={row.band} />
                )}
              </td>
              <td>{row.base !== null && formatScore(row.base, 1)}</td>
              <td>
                {row.rank !== null && row.range !== null
                  ? `${text.site.rank(row.rank)}${text.publicPages.bracketed(rangeWords(text, edition, row.range))}`
                  : row.base !== null && text.site.noRank(edition.rank.min_group)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

/** `/districts/:code/report`: what is released of a district's quarter, on one A4 page. */
export function DistrictReport({ view, address }: Props & { address: ReportAddress }) {
  const text = useText()
  const { groups, sentenceEnd } = text.publicPages
  const { edition, release, estates, scored, median, cityMedian, bands } = view
  const sentence =
    estates === 0
      ? groups.none(view.name)
      : [
          groups.sentence(estates, scored),
          median === null || cityMedian === null
            ? groups.noMedian(edition.rank.min_group)
            : groups.median(formatScore(median, 1), formatScore(cityMedian, 1)),
        ].join(sentenceEnd) + text.publicPages.fullStop
  return (
    <Sheet
      kind="district"
      name={view.name}
      place={text.city ?? ""}
      release={release}
      edition={edition}
      address={address}
      description={sentence}
      demonstration={view.rows.some(({ demonstration }) => demonstration)}
    >
      <p class="report__lead">{sentence}</p>
      {estates > 0 && (
        <>
          <p class="report__bands">
            {bandsOf(edition, text).map(({ code }) => (
              <span>
                <BandOf edition={edition} code={code} /> <b>{bands[code] ?? 0}</b>
              </span>
            ))}
          </p>
          <Figures view={view} />
          <div class="report__two">
            <Dimensions view={view} />
            <Trend view={view} />
          </div>
          <Estates view={view} />
        </>
      )}
    </Sheet>
  )
}
