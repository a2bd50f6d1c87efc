import { choicesOf } from "../../../worker/domain/list.ts"
import { daysBetween } from "../../../worker/domain/quarter.ts"
import { queueList } from "../../../worker/domain/submission/desk-lists.ts"
import type { Risk } from "../../../worker/domain/submission/risk.ts"
import type { SubmissionState } from "../../../worker/domain/submission/states.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatPeriod } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { AskedNote } from "../desk/asked-note.tsx"
import { CorrectedQuarters } from "../desk/correction-notes.tsx"
import { estateColumns } from "../desk/estate-columns.tsx"
import { riskWords } from "./risk-words.ts"

export interface QueueRow {
  slug: string
  name: string
  placeName: string
  company: string | null
  demonstration: boolean
  state: SubmissionState | null
  submittedAt: string | null
  correcting: boolean
  risk: Risk | null
  since: string | null
}

export interface QueuePageProps {
  actor: SignedIn
  /** Whether the actor decides, or only looks. */
  decides: boolean
  quarter: string
  /** The day by which it is told how long something waits. */
  today: string
  /** `waiting` or a state. */
  filter: string
  rows: QueueRow[]
  total: number
  /** Estates of whose part a company has asked the reader's place. */
  asked: number
  /** Quarters in which something is being corrected. */
  corrected: { quarter: string; estates: number }[]
  turn: ListTurn
}

function Filters({ quarter, filter, decides }: QueuePageProps) {
  const text = useText()
  const { queue } = text.verification
  const words = decides ? queue.filters : { ...queue.filters, waiting: queue.pendingFilter }
  return (
    <nav class="quarter-picker" aria-label={queue.filter}>
      <ul>
        {choicesOf(queueList, "state").map((one) => (
          <li>
            <a
              href={paths.verification({ quarter, state: one })}
              aria-current={one === filter ? "page" : undefined}
            >
              {words[one as keyof typeof words]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How the columns of the queue are called and what stands in them. */
export function queueColumns(
  text: Text,
  quarter: string,
  today: string,
): ShownColumns<QueueRow, "estate" | "place" | "company" | "state" | "risk" | "waits" | "submitted"> {
  const { filing, verification } = text
  return {
    ...estateColumns<QueueRow>(text, (row) => paths.verifySubmission(row.slug, quarter)),
    company: { title: filing.list.company, value: (row) => row.company ?? text.site.states.unknown },
    state: {
      title: filing.list.state,
      value: (row) =>
        filing.states[row.state ?? "none"] + (row.correcting ? ` · ${text.corrections.being}` : ""),
    },
    risk: {
      title: verification.queue.risk,
      value: (row) => (row.since === null ? "" : riskWords(text, row.risk)),
    },
    waits: {
      title: verification.queue.waits,
      value: (row) => (row.since === null ? null : daysBetween(row.since, today)),
    },
    submitted: { title: verification.queue.submittedAt, value: (row) => row.submittedAt },
  }
}

function QueueTable({ quarter, today, filter, rows, decides }: QueuePageProps) {
  const text = useText()
  const { filing } = text
  const { queue } = text.verification
  const actions = {
    key: "action",
    title: filing.list.action,
    cell: (row: QueueRow) => (
      <LinkButton href={paths.verifySubmission(row.slug, quarter)}>
        {filter === "waiting" && decides ? queue.open : queue.view}
      </LinkButton>
    ),
  }
  return (
    <ListTable
      kind={queueList}
      shown={queueColumns(text, quarter, today)}
      rows={rows}
      caption={queue.lead(formatPeriod(text, quarter))}
      actions={actions}
    />
  )
}

/** What waits for an authority, by risk. */
export function QueuePage(props: QueuePageProps) {
  const text = useText()
  const { actor, decides, quarter, filter, rows, total, corrected, turn } = props
  const { verification } = text
  const { queue } = verification
  return (
    <Page title={verification.title} current="desk" actor={actor}>
      <PageHead title={verification.title} lead={queue.lead(formatPeriod(text, quarter))}>
        {filter === "waiting" && total > 0 && <p>{(decides ? queue.waiting : queue.pending)(total)}</p>}
      </PageHead>
      <CorrectedQuarters
        corrected={corrected}
        href={(one) => paths.verification({ quarter: one, state: filter })}
      />
      <AskedNote quarter={quarter} estates={props.asked} />
      <p class="links-row">
        <a href={paths.board({ quarter })}>{text.board.open}</a>
        <a href={paths.burden({ quarter })}>{text.burden.open}</a>
        {decides && total > 0 && filter === "waiting" && (
          <a href={paths.verifyTogether(quarter)}>{verification.together.open}</a>
        )}
      </p>
      <Filters {...props} />
      {rows.length === 0 ? (
        <EmptyState
          title={filter === "waiting" && decides ? queue.nothing : queue.none}
          explanation={queue.nothingText}
        />
      ) : (
        <QueueTable {...props} />
      )}
      <ListTurning turn={turn} />
    </Page>
  )
}
