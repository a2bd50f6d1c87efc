import { nameLang } from "../../text/text.ts"
import { formatChange, formatDay, formatPeriod, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { EstateReportView } from "./report-view.ts"
import { Part } from "./sheet.tsx"

type Props = { view: EstateReportView }
const changesShown = 4

function Changes({ view }: Props) {
  const text = useText()
  const { report, estate } = text.publicPages
  const { baseline, card } = view
  if (!baseline || baseline.past.base === null || card.base === null)
    return (
      <Part title={estate.baselineTitle}>
        <p>{report.noChanges}</p>
      </Part>
    )
  return (
    <Part title={report.changes(formatPeriod(text, baseline.period))}>
      {baseline.sameMethod ? (
        <ul>
          <li>
            <b>
              {report.changeBase(
                formatScore(baseline.past.base, 2),
                formatScore(card.base, 2),
                formatChange(card.base - baseline.past.base, 2),
              )}
            </b>
          </li>
          {baseline.changes.slice(0, changesShown).map(({ indicator, from, to }) => (
            <li>
              {indicator.title[text.language]} {formatScore(from, 2)} → {formatScore(to, 2)}
            </li>
          ))}
        </ul>
      ) : (
        <p>{estate.baselineOther}</p>
      )}
    </Part>
  )
}

function Responsible({ view }: Props) {
  const text = useText()
  const { report, estate } = text.publicPages
  const { company, card } = view
  const [district, street] = card.placeNames
  return (
    <Part title={report.responsible}>
      <dl class="report__facts">
        <dt>{report.company}</dt>
        <dd>
          {company ? (
            <>
              <span lang={nameLang(text)}>{company.name}</span>
              {company.since && estate.since(formatDay(text, company.since))}
            </>
          ) : (
            report.noCompany
          )}
        </dd>
        {street && (
          <>
            <dt>{report.street}</dt>
            <dd lang={nameLang(text)}>{street}</dd>
          </>
        )}
        {district && (
          <>
            <dt>{report.district}</dt>
            <dd lang={nameLang(text)}>{district}</dd>
          </>
        )}
      </dl>
    </Part>
  )
}

function Verification({ view }: Props) {
  const text = useText()
  const words = text.publicPages.report
  const { values } = view.card
  const inState = (state: string) => values.filter((value) => value.state === state).length
  const said = [
    { n: inState("verified"), say: words.verified },
    { n: inState("spot_checked"), say: words.spotChecked },
    { n: values.filter(({ adjusted }) => adjusted).length, say: words.adjusted },
    { n: inState("missing"), say: words.missing },
    { n: inState("suppressed"), say: words.withheld },
  ].flatMap(({ n, say }) => (n > 0 ? [say(n)] : []))
  return (
    <Part title={words.verification}>
      <p>{said.length === 0 ? words.none : said.join(text.site.listComma)}</p>
    </Part>
  )
}

/** What changed since the quarter before, who is responsible, and what of it is verified. */
export function EstateNews({ view }: Props) {
  return (
    <div class="report__three">
      <Changes view={view} />
      <Responsible view={view} />
      <Verification view={view} />
    </div>
  )
}
