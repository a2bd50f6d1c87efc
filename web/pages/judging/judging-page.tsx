import { hasReached, type Phase } from "../../../worker/domain/selection/phases.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface OwnJudging {
  id: string
  state: "invited" | "accepted" | "declined" | "removed"
  interestsDeclaredAt: string | null
  title: string
  phase: Phase
  stoppedAt: string | null
  assigned: number
  submitted: number
}

/** What is due of one of them. */
function due(text: Text, row: OwnJudging): string {
  const { todo } = text.judging.own
  const over = row.state === "declined" || row.state === "removed" || row.stoppedAt !== null
  if (over || hasReached(row.phase, "shortlist")) return todo.over
  if (row.state === "invited") return todo.answer
  if (row.interestsDeclaredAt === null) return todo.declare
  if (row.assigned === 0) return todo.wait
  return row.submitted < row.assigned ? todo.score(row.assigned - row.submitted) : todo.nothing
}

/** The programmes that somebody judges or is invited to. */
export function JudgingPage({ actor, rows }: { actor: SignedIn; rows: OwnJudging[] }) {
  const text = useText()
  const { own, title, judges, states } = text.judging
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: title }]}
        title={title}
        lead={own.lead}
      />
      {rows.length === 0 ? (
        <EmptyState title={own.none.title} explanation={own.none.text} />
      ) : (
        <DataTable
          caption={own.lead}
          captionHidden
          cards
          rows={rows}
          columns={[
            {
              key: "title",
              title: own.programme,
              cell: (row) => <a href={paths.judge(row.id)}>{row.title}</a>,
            },
            { key: "state", title: judges.state, cell: (row) => states[row.state] },
            { key: "due", title: own.due, cell: (row) => due(text, row) },
            {
              key: "progress",
              title: text.judging.judge.progress,
              cell: (row) => own.progress(row.submitted, row.assigned),
            },
          ]}
        />
      )}
    </Page>
  )
}
