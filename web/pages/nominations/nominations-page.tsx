import type { Phase } from "../../../worker/domain/selection/phases.ts"
import type { ProgrammeDates } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"
import { type NominationState, nextWords, type Screening, stateWords } from "./nomination-view.ts"

interface Row {
  id: string
  category: string
  state: NominationState
  screening: Screening
  estate: string
  demonstration: boolean
  programme: string
  phase: Phase
}

interface OpenProgramme {
  slug: string
  title: string
  organiser: string
  dates: ProgrammeDates
}

export interface NominationsPageProps {
  actor: SignedIn
  rows: Row[]
  open: OpenProgramme[]
  /** The present day, Asia/Shanghai. */
  today: string
  mayEdit: boolean
  page: number
  pages: number
}

function OpenProgrammes({ open, today, mayEdit }: NominationsPageProps) {
  const text = useText()
  const { list } = text.nominations
  if (open.length === 0) return <p>{list.noneOpen}</p>
  return (
    <ul class="plain-list stack">
      {open.map(({ slug, title, organiser, dates }) => (
        <li class="card">
          <h3>
            <a href={paths.programme(slug)}>{title}</a>
          </h3>
          <p>
            {organiser} ·{" "}
            {today < dates.openDay
              ? list.begins(formatDay(text, dates.openDay))
              : list.until(formatDay(text, dates.closeDay))}
          </p>
          {mayEdit && <LinkButton href={paths.newNomination(slug)}>{list.start}</LinkButton>}
        </li>
      ))}
    </ul>
  )
}

function Own({ rows }: NominationsPageProps) {
  const text = useText()
  const { list } = text.nominations
  if (rows.length === 0) return <EmptyState title={list.empty} explanation={list.emptyText} />
  return (
    <DataTable
      caption={list.own}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "estate",
          title: list.estate,
          cell: ({ id, estate, demonstration }) => (
            <>
              <a href={paths.nomination(id)}>{estate}</a> {demonstration && <DemoMark />}
            </>
          ),
        },
        { key: "programme", title: list.programme, cell: ({ programme }) => programme },
        { key: "category", title: list.category, cell: ({ category }) => category },
        { key: "state", title: list.state, cell: (row) => stateWords(text, row) },
        { key: "next", title: list.next, cell: (row) => nextWords(text, row) },
      ]}
    />
  )
}

/** The nominations of an organisation, and the programmes that it can nominate for now. */
export function NominationsPage(props: NominationsPageProps) {
  const text = useText()
  const { actor, page, pages } = props
  const { title, list } = text.nominations
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: title }]}
        title={title}
        lead={list.lead}
      />
      <div class="stack">
        <section class="stack">
          <h2>{list.open}</h2>
          <OpenProgrammes {...props} />
        </section>
        <section class="stack">
          <h2>{list.own}</h2>
          <Own {...props} />
        </section>
        <Pager page={page} pages={pages} href={(to) => paths.nominations({ page: to })} />
      </div>
    </Page>
  )
}
