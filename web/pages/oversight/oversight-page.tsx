import { oversightList } from "../../../worker/domain/audit/oversight.ts"
import { choicesOf, type ListAsked, listQuery } from "../../../worker/domain/list.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { formatPeriod } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"

export interface OverseenRow {
  id: string
  at: string
  action: string
  person: string | null
  deputyOf: string | null
  organisation: string
  estate: { slug: string; name: string } | null
}

export interface OversightPageProps {
  actor: SignedIn
  quarter: string
  quarters: string[]
  rows: OverseenRow[]
  total: number
  asked: ListAsked<"quarter" | "act">
  turn: ListTurn
}

const actionWord = ({ audit }: Text, action: string) =>
  (audit.actions as Record<string, string>)[action] ?? action

/** How the columns of the acts below are called and what stands in them. */
export function oversightColumns(
  text: Text,
  quarter: string,
): ShownColumns<OverseenRow, keyof typeof oversightList.columns> {
  const { columns, program, deputy, wholeQuarter } = text.oversight
  const who = ({ person, deputyOf }: OverseenRow) =>
    (person ?? program) + (deputyOf === null ? "" : text.site.aside(deputy(deputyOf)))
  return {
    act: {
      title: columns.act,
      value: ({ action }) => actionWord(text, action),
      // Each row has a name of its own, so that it can be pointed to.
      cell: ({ id, action }) => <span id={`act-${id}`}>{actionWord(text, action)}</span>,
    },
    at: { title: columns.at, value: ({ at }) => at },
    who: { title: columns.who, value: who },
    organisation: { title: columns.organisation, value: ({ organisation }) => organisation },
    estate: {
      title: columns.estate,
      value: ({ estate }) => estate?.name ?? wholeQuarter,
      cell: ({ estate }) =>
        estate ? <a href={paths.verifySubmission(estate.slug, quarter)}>{estate.name}</a> : wholeQuarter,
    },
    quarter: { title: columns.quarter, value: () => formatPeriod(text, quarter) },
  }
}

/** 督办: what the authorities below have done on a quarter. */
export function OversightPage(props: OversightPageProps) {
  const text = useText()
  const { actor, quarter, quarters, rows, total, asked, turn } = props
  const words = text.oversight
  const { list } = text.filing
  return (
    <Page title={`${words.title} · ${formatPeriod(text, quarter)}`} current="desk" actor={actor}>
      <PageHead title={words.title} lead={words.found(formatPeriod(text, quarter), total)} />
      <nav class="quarter-picker" aria-label={text.board.quarters}>
        <ul>
          {quarters.map((one) => (
            <li>
              <a
                href={paths.oversight(
                  listQuery(oversightList, { ...asked, filters: { ...asked.filters, quarter: one } }),
                )}
                aria-current={one === quarter ? "page" : undefined}
              >
                {formatPeriod(text, one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <search>
        <form method="get" action={paths.oversight()} class="list-filters">
          <input type="hidden" name="quarter" value={quarter} />
          <div class="list-filters__q">
            <Field
              id="q"
              name="q"
              type="search"
              label={words.search}
              value={asked.q}
              maxlength={60}
              autocomplete="off"
            />
          </div>
          <SelectField
            id="act"
            name="act"
            label={words.columns.act}
            value={asked.filters.act}
            options={choicesOf(oversightList, "act").map((one) => ({
              value: one,
              label: words.acts[one] ?? one,
            }))}
          />
          <div class="list-filters__go">
            <Button>{list.search}</Button>
          </div>
        </form>
      </search>
      {rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ListTable
          kind={oversightList}
          shown={oversightColumns(text, quarter)}
          rows={rows}
          caption={words.title}
          within={["quarter"]}
        />
      )}
      <ListTurning turn={turn} />
    </Page>
  )
}
