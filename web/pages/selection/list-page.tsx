import type { Phase } from "../../../worker/domain/selection/phases.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"

export interface SelectionListProps {
  actor: SignedIn
  rows: { slug: string; title: string; phase: Phase; stoppedAt: string | null; createdAt: string }[]
  page: number
  pages: number
}

/** `/selection`: the organiser's programmes. */
export function SelectionListPage({ actor, rows, page, pages }: SelectionListProps) {
  const text = useText()
  const { list, public: shown } = text.programmes
  const create = (
    <LinkButton href={paths.newProgramme()} look="primary">
      {list.create}
    </LinkButton>
  )
  return (
    <Page title={text.selection.title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: text.selection.title }]}
        title={text.selection.title}
        lead={list.lead}
      />
      {rows.length === 0 ? (
        <EmptyState title={list.emptyTitle} explanation={list.emptyText}>
          {create}
        </EmptyState>
      ) : (
        <div class="stack">
          <div class="button-row">{create}</div>
          <DataTable
            caption={text.selection.title}
            captionHidden
            cards
            rows={rows}
            columns={[
              {
                key: "title",
                title: list.name,
                cell: ({ slug, title }) => <a href={paths.selectionOf(slug)}>{title}</a>,
              },
              {
                key: "phase",
                title: list.phase,
                cell: ({ phase, stoppedAt }) => (stoppedAt ? shown.stopped : text.selection.phases[phase]),
              },
              { key: "created", title: list.created, cell: ({ createdAt }) => formatDay(text, createdAt) },
            ]}
          />
        </div>
      )}
      <Pager page={page} pages={pages} href={(to) => paths.selection({ page: to })} />
    </Page>
  )
}
