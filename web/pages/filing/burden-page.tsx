import type { ListAsked } from "../../../worker/domain/list.ts"
import {
  BURDEN_ALONE,
  BURDEN_GAP,
  BURDEN_SUMMED,
  type Burden,
  burdenList,
  carriedShare,
} from "../../../worker/domain/submission/burden.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { formatNumber, formatPeriod } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { estateColumns } from "../desk/estate-columns.tsx"

interface BurdenShown extends Burden {
  slug: string
  name: string
  placeName: string
  demonstration: boolean
  company: string | null
}

interface CompanyShown extends Burden {
  company: string
  estates: number
}

export interface BurdenPageProps {
  actor: SignedIn
  quarter: string
  quarters: string[]
  rows: BurdenShown[]
  total: number
  companies: CompanyShown[]
  rules: { rule: string; n: number }[]
  asked: ListAsked<"quarter", "name">
  turn: ListTurn
}

type Column = keyof typeof burdenList.columns

/** Figures that the record tells, or the words that it does not. */
function figure(text: Text, value: number | null): string {
  return value === null ? text.burden.unknown : formatNumber(value, 1)
}

const shareWords = (text: Text, row: Burden) => {
  const share = carriedShare(row)
  return share === null ? text.burden.noAnswers : text.burden.percent(formatNumber(share, 1))
}

/** How the columns are called and what stands in them. */
export function burdenColumns(text: Text): ShownColumns<BurdenShown, Column> {
  const { columns } = text.burden
  const plain = (
    name: "saves" | "answers" | "carried" | "explained" | "asked" | "adjusted" | "returned",
  ) => ({
    title: columns[name],
    value: (row: BurdenShown) => row[name],
  })
  const estate = estateColumns<BurdenShown>(text, ({ slug }) => paths.estate(slug))
  return {
    ...estate,
    estate: {
      ...estate.estate,
      className: "score-part",
      cell: (row) => (
        <>
          {estate.estate.cell?.(row)}
          <span class="sub-line">
            <span>{row.placeName}</span>　{row.company !== null && <span>{row.company}</span>}
          </span>
        </>
      ),
    },
    company: { title: columns.company, value: ({ company }) => company },
    minutes: {
      title: columns.minutes,
      value: ({ minutes }) => minutes,
      cell: ({ minutes }) => figure(text, minutes),
    },
    saves: plain("saves"),
    answers: plain("answers"),
    typed: { title: columns.typed, value: ({ typed }) => typed, cell: ({ typed }) => figure(text, typed) },
    carried: plain("carried"),
    share: { title: columns.share, value: carriedShare, cell: (row) => shareWords(text, row) },
    explained: plain("explained"),
    asked: plain("asked"),
    adjusted: plain("adjusted"),
    returned: plain("returned"),
  }
}

/** The sums of each company; a company sees its own. */
function Companies({ companies }: Pick<BurdenPageProps, "companies">) {
  const text = useText()
  const { burden } = text
  const number = (key: "estates" | "answers" | "explained" | "asked" | "adjusted" | "returned") => ({
    key,
    title: burden.columns[key],
    number: true,
    cell: (row: CompanyShown) => row[key],
  })
  return (
    <section class="section score-parts" aria-labelledby="companies">
      <h2 id="companies">{burden.byCompany}</h2>
      <DataTable
        caption={burden.byCompany}
        captionHidden
        cards
        rows={companies}
        columns={[
          { key: "company", title: burden.columns.company, cell: ({ company }) => company },
          number("estates"),
          {
            key: "minutes",
            title: burden.columns.minutes,
            number: true,
            cell: ({ minutes }) => figure(text, minutes),
          },
          number("answers"),
          {
            key: "typed",
            title: burden.columns.typed,
            number: true,
            cell: ({ typed }) => figure(text, typed),
          },
          { key: "share", title: burden.columns.share, number: true, cell: (row) => shareWords(text, row) },
          number("explained"),
          number("asked"),
          number("adjusted"),
          number("returned"),
        ]}
      />
    </section>
  )
}

function Rules({ rules }: Pick<BurdenPageProps, "rules">) {
  const { burden } = useText()
  const words: Readonly<Record<string, string>> = burden.rules
  return (
    <section class="section" aria-labelledby="rules">
      <h2 id="rules">{burden.byRule}</h2>
      {rules.length === 0 ? (
        <p>{burden.noRules}</p>
      ) : (
        <DataTable
          caption={burden.byRule}
          captionHidden
          rows={rules}
          columns={[
            { key: "rule", title: burden.rule, cell: ({ rule }) => words[rule] ?? burden.check(rule) },
            { key: "n", title: burden.times, number: true, cell: ({ n }) => n },
          ]}
        />
      )}
    </section>
  )
}

/** What the sums say in one sentence. */
function findingOf(text: Text, companies: readonly CompanyShown[]): string {
  const { burden } = text
  const sum = (of: (row: CompanyShown) => number | null) =>
    companies.reduce((all, row) => all + (of(row) ?? 0), 0)
  const [answers, carried] = [sum((row) => row.answers), sum((row) => row.carried)]
  const share = carriedShare({ answers, carried })
  const estates = sum((row) => row.estates)
  if (share === null) return burden.nothing
  const known = companies.some(({ minutes }) => minutes !== null)
  return burden.finding({
    estates,
    answers,
    share: formatNumber(share, 1),
    minutes: known ? formatNumber(sum((row) => row.minutes) / Math.max(1, estates), 1) : null,
  })
}

/** `/burden`: what a quarter's filing took, by company, by rule, by estate. */
export function BurdenPage(props: BurdenPageProps) {
  const { actor, quarter, quarters, rows, total, companies, rules, asked, turn } = props
  const text = useText()
  const { burden, filing } = text
  // Sums are of all estates, not of those that are searched.
  const summed = companies.length > 0 && asked.q === ""
  return (
    <Page title={burden.title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: burden.title }]}
        title={burden.title}
        lead={formatPeriod(text, quarter)}
      >
        <p>{companies.length > 0 ? findingOf(text, companies) : burden.nothing}</p>
      </PageHead>
      <nav class="quarter-picker" aria-label={burden.quarters}>
        <ul>
          {quarters.map((one) => (
            <li>
              <a href={paths.burden({ quarter: one })} aria-current={one === quarter ? "page" : undefined}>
                {formatPeriod(text, one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <details class="fold">
        <summary>
          <span class="fold__title">{burden.how}</span>
        </summary>
        <div class="fold__body">
          <ul>
            {burden.method(BURDEN_GAP, BURDEN_ALONE).map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      </details>
      {summed && <Companies companies={companies} />}
      {companies.length === 0 && asked.q === "" && total > BURDEN_SUMMED && (
        <p>{burden.tooMany(BURDEN_SUMMED)}</p>
      )}
      {summed && <Rules rules={rules} />}
      <section class="section score-parts" aria-labelledby="estates">
        <h2 id="estates">{burden.byEstate(total)}</h2>
        <search>
          <form method="get" action={paths.burden()} class="list-filters">
            <input type="hidden" name="quarter" value={quarter} />
            <div class="list-filters__q">
              <Field
                id="q"
                name="q"
                type="search"
                label={filing.list.searchLabel}
                value={asked.q}
                maxlength={60}
                autocomplete="off"
              />
            </div>
            <div class="list-filters__go">
              <Button>{filing.list.search}</Button>
            </div>
          </form>
        </search>
        {rows.length === 0 ? (
          <EmptyState title={burden.none} explanation={burden.noneText} />
        ) : (
          <ListTable
            kind={burdenList}
            shown={burdenColumns(text)}
            rows={rows}
            caption={burden.title}
            within={["place", "company"]}
          />
        )}
      </section>
      <ListTurning turn={turn} />
    </Page>
  )
}
