import { type CorrectionRequestState, correctionRequests } from "../../../worker/domain/correction/request.ts"
import {
  type RequestSort,
  requestFilters,
  requestList,
} from "../../../worker/domain/correction/request-list.ts"
import type { ListAsked } from "../../../worker/domain/list.ts"
import { isLate } from "../../../worker/domain/ticket/due.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { estateColumns } from "../desk/estate-columns.tsx"

interface RequestRow {
  id: string
  quarter: string
  state: CorrectionRequestState
  estate: string
  placeName: string
  demonstration: boolean
  organisation: string
  filedAt: string
  dueDay: string
}

type RequestColumns = ShownColumns<RequestRow, keyof typeof requestList.columns>

export interface RequestsPageProps {
  actor: SignedIn
  rows: RequestRow[]
  total: number
  /** Of all requests that the reader may see. */
  districts: { code: string; name: string }[]
  quarters: string[]
  asked: ListAsked<"state" | "district" | "quarter", RequestSort>
  turn: ListTurn
  columns: RequestColumns
}

/** How the columns are called and what stands in them; `today` is a day. */
export function requestColumns(text: Text, today: string): RequestColumns {
  const { requests } = text.corrections
  const { estate, place } = estateColumns<RequestRow & { name: string }>(text, ({ id }) =>
    paths.correctionRequest(id),
  )
  const named = (row: RequestRow) => ({ ...row, name: row.estate })
  return {
    estate: { ...estate, value: (row) => row.estate, cell: (row) => estate.cell?.(named(row)) },
    place: { title: place.title, value: ({ placeName }) => placeName },
    quarter: { title: requests.quarter, value: ({ quarter }) => formatPeriod(text, quarter) },
    company: { title: requests.company, value: ({ organisation }) => organisation },
    state: {
      title: requests.state,
      value: (row) =>
        [requests.states[row.state], ...(isLate(correctionRequests, row, today) ? [requests.late] : [])].join(
          " · ",
        ),
    },
    filed: { title: requests.filed, value: ({ filedAt }) => filedAt },
    due: {
      title: requests.due,
      value: ({ state, dueDay }) => (state === "asked" ? dueDay : null),
      cell: ({ state, dueDay }) => (state === "asked" ? formatDay(text, dueDay) : "—"),
    },
  }
}

function Filters({ asked, districts, quarters }: RequestsPageProps) {
  const text = useText()
  const { list } = text.filing
  const { requests } = text.corrections
  const { state, district, quarter } = asked.filters
  const named = districts.map(({ code, name }) => ({ value: code, label: name }))
  const periods = quarters.map((one) => ({ value: one, label: formatPeriod(text, one) }))
  const withAsked = (options: { value: string; label: string }[], value: string) =>
    value === "" || options.some((one) => one.value === value)
      ? options
      : [...options, { value, label: value }]
  return (
    <search>
      <form method="get" action={paths.correctionRequests()} class="list-filters">
        <div class="list-filters__q">
          <Field
            id="q"
            name="q"
            type="search"
            label={list.searchLabel}
            value={asked.q}
            maxlength={60}
            autocomplete="off"
          />
        </div>
        <SelectField
          id="state"
          name="state"
          label={requests.state}
          value={state}
          options={requestFilters.map((one) => ({
            value: one,
            label: one === "all" ? requests.all : requests.states[one],
          }))}
        />
        {(districts.length > 1 || district !== "") && (
          <SelectField
            id="district"
            name="district"
            label={requests.district}
            value={district}
            options={[{ value: "", label: requests.allDistricts }, ...withAsked(named, district)]}
          />
        )}
        {(quarters.length > 1 || quarter !== "") && (
          <SelectField
            id="quarter"
            name="quarter"
            label={requests.quarter}
            value={quarter}
            options={[{ value: "", label: requests.allQuarters }, ...withAsked(periods, quarter)]}
          />
        )}
        <SelectField
          id="sort"
          name="sort"
          label={list.sort}
          value={asked.sort}
          options={requestList.sorts.map((one) => ({ value: one, label: requests.sorts[one] }))}
        />
        <div class="list-filters__go">
          <Button>{list.search}</Button>
        </div>
      </form>
    </search>
  )
}

/** What companies ask the city to correct: a company reads its own, the city all of them. */
export function RequestsPage(props: RequestsPageProps) {
  const text = useText()
  const { actor, rows, total, turn, columns } = props
  const { requests } = text.corrections
  return (
    <Page title={requests.title} current="desk" actor={actor}>
      <PageHead title={requests.title} lead={requests.lead} />
      <Filters {...props} />
      {rows.length === 0 ? (
        <p>{requests.none}</p>
      ) : (
        <>
          <p>{requests.found(total)}</p>
          <ListTable kind={requestList} shown={columns} rows={rows} caption={requests.title} />
        </>
      )}
      <ListTurning turn={turn} />
    </Page>
  )
}
