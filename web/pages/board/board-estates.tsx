import { type ListAsked, listQuery } from "../../../worker/domain/list.ts"
import { type BoardSort, boardFilters, boardList } from "../../../worker/domain/submission/board.ts"
import type { Standing } from "../../../worker/domain/submission/standing.ts"
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
import { FilterWordList } from "../desk/filter-words.tsx"

export interface BoardEstateRow {
  slug: string
  name: string
  placeName: string
  company: string | null
  demonstration: boolean
  standing: Standing
  dueDay: string
  sentAt: string | null
  late: boolean
  correcting: boolean
  waits: number | null
}

export type BoardAsked = ListAsked<"quarter" | "state" | "place" | "at" | "company", BoardSort>

export interface BoardEstatesProps {
  actor: SignedIn
  quarter: string
  /** Whether the quarter has been opened; one that has not has no estates. */
  opened: boolean
  rows: BoardEstateRow[]
  total: number
  asked: BoardAsked
  places: { code: string; name: string }[]
  turn: ListTurn
}

/** How a state, a group of states or a mark is called. */
function filterWord({ board, filing }: Text, filter: string): string {
  const { all, groups } = filing.list
  const words: Record<string, string> = { ...filing.states, ...groups, ...board.marks, all }
  return words[filter] ?? filter
}

/** How the columns of the estates behind a number are called and what stands in them. */
export function boardColumns(
  text: Text,
  quarter: string,
): ShownColumns<BoardEstateRow, keyof typeof boardList.columns> {
  const { board, corrections, filing } = text
  return {
    ...estateColumns<BoardEstateRow>(text, (row) => paths.verifySubmission(row.slug, quarter)),
    company: { title: filing.list.company, value: ({ company }) => company ?? board.noCompany },
    state: {
      title: filing.list.state,
      value: ({ standing, late, correcting }) =>
        [
          filing.states[standing],
          ...(late ? [filing.list.late] : []),
          ...(correcting ? [corrections.being] : []),
        ].join(" · "),
    },
    due: {
      title: board.estates.due,
      value: ({ dueDay }) => dueDay,
      cell: (row) => formatDay(text, row.dueDay),
    },
    sent: { title: board.estates.sent, value: ({ sentAt }) => sentAt },
    waits: { title: board.estates.waits, value: ({ waits }) => waits },
  }
}

function Filters({ asked, places }: BoardEstatesProps) {
  const text = useText()
  const { list } = text.filing
  const { quarter, state, place, at, company } = asked.filters
  const hidden = Object.entries({ quarter, at, company }).filter(([, value]) => value !== "")
  return (
    <search>
      <form method="get" action={paths.boardEstates()} class="list-filters">
        {hidden.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
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
          label={list.state}
          value={state}
          options={boardFilters.map((one) => ({ value: one, label: filterWord(text, one) }))}
        />
        {(places.length > 1 || place !== "") && (
          <SelectField
            id="place"
            name="place"
            label={list.place}
            value={place}
            options={[
              { value: "", label: list.allPlaces },
              ...places.map(({ code, name }) => ({ value: code, label: name })),
              ...(place === "" || places.some(({ code }) => code === place)
                ? []
                : [{ value: place, label: place }]),
            ]}
          />
        )}
        <SelectField
          id="sort"
          name="sort"
          label={list.sort}
          value={asked.sort}
          options={boardList.sorts.map((one) => ({ value: one, label: text.board.estates.sorts[one] }))}
        />
        <div class="list-filters__go">
          <Button>{list.search}</Button>
        </div>
      </form>
    </search>
  )
}

/** What the rows are narrowed to without a field for it, each with the address without it. */
function Narrowed({ asked, rows }: BoardEstatesProps) {
  const text = useText()
  const { at, company } = asked.filters
  const [first] = rows
  const words = [
    { value: at, word: first?.placeName ?? at, without: { at: "" } },
    {
      value: company,
      word: text.board.estates.company(first?.company ?? text.board.noCompany),
      without: { company: "" },
    },
  ].filter(({ value }) => value !== "")
  const address = (without: { at: string } | { company: string }) =>
    paths.boardEstates(listQuery(boardList, { ...asked, filters: { ...asked.filters, ...without } }))
  return <FilterWordList words={words.map(({ word, without }) => ({ word, without: address(without) }))} />
}

/** The estates behind a number of the board. */
export function BoardEstatesPage(props: BoardEstatesProps) {
  const text = useText()
  const { actor, quarter, opened, rows, total, asked, turn } = props
  const { estates } = text.board
  const period = formatPeriod(text, quarter)
  return (
    <Page title={`${estates.title} · ${period}`} current="desk" actor={actor}>
      <PageHead
        title={estates.found(filterWord(text, asked.filters.state), total)}
        lead={period}
        steps={[
          { label: text.board.title, href: paths.board({ quarter }) },
          { label: text.board.estates.title },
        ]}
      />
      <Filters {...props} />
      <Narrowed {...props} />
      {rows.length === 0 ? (
        <p>{opened ? text.filing.list.noneSuch : text.filing.list.notOpen}</p>
      ) : (
        <ListTable kind={boardList} shown={boardColumns(text, quarter)} rows={rows} caption={estates.title} />
      )}
      <ListTurning turn={turn} />
    </Page>
  )
}
