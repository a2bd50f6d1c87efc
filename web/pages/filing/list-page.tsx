import type { Provider } from "../../../worker/domain/scoring/edition.ts"
import { filingList } from "../../../worker/domain/submission/desk-lists.ts"
import { standingCount, standingGroups, takingPart } from "../../../worker/domain/submission/standing.ts"
import { mayTypePart } from "../../../worker/domain/submission/states.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { ProgressBar } from "../../ui/progress.tsx"
import { useText } from "../../ui/use-text.ts"
import { CorrectedQuarters } from "../desk/correction-notes.tsx"
import type { BandInfo } from "../public/bands.tsx"
import { filingColumns, type ListRow, type Specs } from "./list-columns.tsx"
import {
  type FilingAsked,
  FilterWords,
  filterWord,
  ListFilters,
  listAddress,
  StateTabs,
} from "./list-filters.tsx"

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
  total: number
  /** Estates by where they stand: all of the quarter, and those that everything but the state leaves. */
  states: Record<"all" | "found", Record<string, number>>
  /** Estates of whose part a company asks the reader's place: in the same way. */
  askedOf: Record<"all" | "found", number>
  asked: FilingAsked
  places: { code: string; name: string }[]
  /** Of the quarter whose scores are shown. */
  bands: BandInfo[]
  /** The released quarter whose scores are shown. */
  scoredIn: string | null
  /** Quarters in which something may be worked on again although they are released. */
  corrected: { quarter: string; estates: number }[]
  turn: ListTurn
}

/** What opening an estate means: to fill it in where this provider still may, otherwise to look. */
function openWord({ provider, released }: ListPageProps, row: ListRow): string {
  const text = useText()
  const { open, partOpen } = text.filing.list
  const { standing } = row
  const locked = (released || row.closed) && !row.correcting
  if (standing === "exempt") return open.view
  const state = standing === "none" || standing === "closed" ? "draft" : standing
  if (locked || !mayTypePart(state, provider)) return open.view
  if (provider !== "company") return partOpen
  return standing === "none" || standing === "draft" || standing === "returned" ? open[standing] : open.view
}

function Quarters({ asked, quarter, quarters }: Pick<ListPageProps, "asked" | "quarter" | "quarters">) {
  const text = useText()
  return (
    <nav class="quarter-picker" aria-label={text.filing.list.quarters}>
      <ul>
        {quarters.map((one) => (
          <li>
            <a
              href={listAddress(asked, { quarter: one, state: "all" })}
              aria-current={one === quarter ? "page" : undefined}
            >
              {formatPeriod(text, one)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
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
      within={["period"]}
      actions={actions}
    />
  )
}

/** The rows that are asked for, and how to narrow them. */
function Estates(props: ListPageProps) {
  const text = useText()
  const { asked, askedOf, rows, states, scoredIn, total, turn } = props
  const { list } = text.filing
  const narrowed = asked.q !== "" || asked.filters.place !== "" || asked.filters.band !== ""
  return (
    <section class="section" aria-labelledby="estates">
      <h2 id="estates">
        {(narrowed ? list.foundAmong : list.found)(filterWord(text, asked.filters.state), total)}
      </h2>
      <p class="hint">{scoredIn ? list.scoresOf(formatPeriod(text, scoredIn)) : list.noScores}</p>
      <ListFilters {...props} />
      <FilterWords {...props} />
      <StateTabs asked={asked} askedOf={askedOf.found} states={states.found} />
      {rows.length === 0 ? <p>{list.noneSuch}</p> : <EstateTable {...props} />}
      <ListTurning turn={turn} />
    </section>
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
function dueWords({ company, released, states: { all } }: ListPageProps, total: number): string {
  const text = useText()
  const { list } = text.filing
  const open = standingCount(all, standingGroups.todo)
  if (released) return list.dueReleased(total, all["closed"] ?? 0)
  return company ? list.dueWords(open, total) : list.dueOfCompanies(open, total)
}

/** The filing desk: what is due, by when, how far. */
export function ListPage(props: ListPageProps) {
  const text = useText()
  const { actor, company, quarter, deadlineDay, released, states, corrected } = props
  const { filing } = text
  const all = standingCount(states.all, takingPart)
  const exempt = states.all["exempt"] ?? 0
  const closed = states.all["closed"] ?? 0
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
      <Quarters {...props} />
      {!deadlineDay ? (
        <EmptyState title={filing.list.notOpen} explanation={filing.list.notOpenText} />
      ) : all + exempt === 0 ? (
        <EmptyState title={filing.list.empty} explanation={filing.list.emptyText} />
      ) : (
        <>
          <ProgressBar
            done={standingCount(states.all, standingGroups.sent)}
            total={all}
            label={dueWords(props, all)}
          />
          {!props.released && closed > 0 && <p>{filing.list.alsoClosed(closed)}</p>}
          <p>
            <a href={paths.book(quarter)}>{text.books.open}</a>
            {company && (
              <>
                {" · "}
                <a href={paths.trend()}>{filing.trend.open}</a>
              </>
            )}
          </p>
          {company && released && (
            <p>
              <a href={paths.correctionRequests()}>{text.corrections.requests.title}</a>
            </p>
          )}
          <Estates {...props} />
        </>
      )}
    </Page>
  )
}
