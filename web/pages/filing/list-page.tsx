import type { Provider } from "../../../worker/domain/scoring/edition.ts"
import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import { filingList } from "../../../worker/domain/submission/desk-lists.ts"
import { mayTypePart, type SubmissionState } from "../../../worker/domain/submission/states.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod, formatTime } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { ProgressBar } from "../../ui/progress.tsx"
import { useText } from "../../ui/use-text.ts"
import { CorrectedQuarters } from "../desk/correction-notes.tsx"
import { estateColumns } from "../desk/estate-columns.tsx"
import { fieldId, RETURNED } from "./filing-view.ts"
import { StateCounts } from "./state-counts.tsx"

export interface ListRow {
  slug: string
  name: string
  placeName: string
  demonstration: boolean
  state: SubmissionState | null
  late: boolean
  closed: boolean
  correcting: boolean
  /** Keys that the company is asked about in what came back. */
  cameBack: string[]
  /** Which company asks the reader's place to check its part, and since when (ISO). */
  askedBy: string | null
  askedAt: string | null
}

type Specs = ReadonlyMap<string, KeySpec>

export interface ListPageProps {
  /** Of the quarter's edition; none where nothing came back. */
  specs: Specs
  actor: SignedIn
  /** Whether the actor is a company, which submits; an authority only types its part. */
  company: boolean
  quarter: string
  quarters: string[]
  deadlineDay: string | null
  late: boolean
  /** A release of the quarter runs or is public: everything is only to be looked at. */
  released: boolean
  /** Whose part this is. */
  provider: Provider
  rows: ListRow[]
  /** Estates by state, `none` without a submission. */
  states: Record<string, number>
  /** Estates of whose part a company has asked the reader's place. */
  asked: number
  /** What the rows are narrowed to: `all`, `asked`, `none` or a state. */
  filter: string
  /** Quarters in which something may be worked on again although they are released. */
  corrected: { quarter: string; estates: number }[]
  turn: ListTurn
}

/** What opening an estate means: to fill it in where this provider still may, otherwise to look. */
function openWord({ provider, released }: ListPageProps, row: ListRow): string {
  const text = useText()
  const { open, partOpen } = text.filing.list
  const locked = (released || row.closed) && !row.correcting
  if (locked || !mayTypePart(row.state ?? "draft", provider)) return open.view
  if (provider !== "company") return partOpen
  if (row.state === null) return open.none
  if (row.state === "draft") return open.draft
  return row.state === "returned" ? open.returned : open.view
}

function Quarters({ quarter, quarters }: { quarter: string; quarters: string[] }) {
  const text = useText()
  return (
    <nav class="quarter-picker" aria-label={text.filing.list.quarters}>
      <ul>
        {quarters.map((one) => (
          <li>
            <a href={paths.filing({ quarter: one })} aria-current={one === quarter ? "page" : undefined}>
              {formatPeriod(text, one)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What came back of an estate: each value as the way to its field; one of others, to what is said of it. */
function AskedLinks({ row, quarter, specs }: { row: ListRow; quarter: string; specs: Specs }) {
  const text = useText()
  if (row.cameBack.length === 0) return null
  const form = paths.submission(row.slug, quarter)
  return (
    <ul class="asked-links">
      {row.cameBack.map((key) => {
        const spec = specs.get(key)
        const place = spec?.provider === "company" ? fieldId(key) : RETURNED
        return (
          <li>
            <a href={`${form}#${place}`}>{spec?.title[text.language] ?? key}</a>
          </li>
        )
      })}
    </ul>
  )
}

/** How the columns of the filing desk are called and what stands in them. */
export function filingColumns(
  text: Text,
  quarter: string,
  specs: Specs,
): ShownColumns<ListRow, "estate" | "place" | "state"> {
  const { filing, corrections } = text
  const more = (row: ListRow) => [
    ...(row.askedBy && row.askedAt ? [filing.list.askedBy(row.askedBy, formatTime(row.askedAt))] : []),
    ...(row.late ? [filing.list.late] : []),
    ...(row.correcting ? [corrections.being] : row.closed ? [filing.closed] : []),
  ]
  const stateOf = (row: ListRow) => [filing.states[row.state ?? "none"], ...more(row)].join(" · ")
  return {
    ...estateColumns<ListRow>(text, (row) => paths.submission(row.slug, quarter)),
    state: {
      title: filing.list.state,
      value: stateOf,
      cell: (row) => (
        <>
          {stateOf(row)}
          <AskedLinks row={row} quarter={quarter} specs={specs} />
        </>
      ),
    },
  }
}

function EstateTable(props: ListPageProps) {
  const text = useText()
  const { quarter, rows, specs } = props
  const { list } = text.filing
  const actions = {
    key: "action",
    title: list.action,
    cell: (row: ListRow) => (
      <LinkButton href={paths.submission(row.slug, quarter)}>{openWord(props, row)}</LinkButton>
    ),
  }
  return (
    <ListTable
      kind={filingList}
      shown={filingColumns(text, quarter, specs)}
      rows={rows}
      caption={list.lead(formatPeriod(text, quarter))}
      actions={actions}
    />
  )
}

function deadlineWords({ company, late, released, rows }: ListPageProps, day: string): string {
  const text = useText()
  const { list } = text.filing
  if (released && rows.some(({ correcting }) => correcting)) return text.corrections.filing.listed
  if (released) return list.released
  return late && company ? list.overdue(day) : list.deadline(day)
}

/** How many the company has not submitted: said to it as its own, to an authority as the company's. */
function dueWords({ company, released }: ListPageProps, open: number, all: number): string {
  const text = useText()
  const { list } = text.filing
  if (released) return list.dueReleased(open, all)
  return company ? list.due(open, all) : list.dueOfCompanies(open, all)
}

/** The filing desk: what is due, by when, how far. */
export function ListPage(props: ListPageProps) {
  const text = useText()
  const {
    actor,
    company,
    quarter,
    quarters,
    deadlineDay,
    released,
    rows,
    states,
    asked,
    filter,
    corrected,
    turn,
  } = props
  const { filing } = text
  const all = Object.values(states).reduce((sum, n) => sum + n, 0)
  const open = (states["none"] ?? 0) + (states["draft"] ?? 0) + (states["returned"] ?? 0)
  const day = deadlineDay && formatDay(text, deadlineDay)
  return (
    <Page title={company ? filing.title : filing.partTitle} current="desk" actor={actor}>
      <PageHead
        title={company ? filing.title : filing.partTitle}
        lead={filing.list.lead(formatPeriod(text, quarter))}
      >
        {day && <p>{deadlineWords(props, day)}</p>}
      </PageHead>
      <CorrectedQuarters corrected={corrected} href={(one) => paths.filing({ quarter: one })} />
      <Quarters quarter={quarter} quarters={quarters} />
      {!deadlineDay ? (
        <EmptyState title={filing.list.notOpen} explanation={filing.list.notOpenText} />
      ) : all === 0 ? (
        <EmptyState title={filing.list.empty} explanation={filing.list.emptyText} />
      ) : (
        <>
          <ProgressBar done={all - open} total={all} label={dueWords(props, open, all)} />
          <p>
            <a href={paths.book(quarter)}>{text.books.open}</a>
          </p>
          {company && released && (
            <p>
              <a href={paths.correctionRequests()}>{text.corrections.requests.title}</a>
            </p>
          )}
          <StateCounts quarter={quarter} states={states} asked={asked} current={filter} />
          {rows.length === 0 ? <p>{filing.list.noneSuch}</p> : <EstateTable {...props} />}
          <ListTurning turn={turn} />
        </>
      )}
    </Page>
  )
}
