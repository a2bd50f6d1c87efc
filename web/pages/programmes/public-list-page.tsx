import type { Phase } from "../../../worker/domain/selection/phases.ts"
import type { ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"

/** A programme as anybody may see it. */
export interface ShownProgramme {
  slug: string
  demonstration: boolean
  phase: Phase
  stoppedAt: string | null
  stopReason: string | null
  archivedAt: string | null
  archiveHash: string | null
  archives: { number: number; at: string; hash: string }[]
  rulesVersion: number
  rules: ProgrammeRules
  versions: { version: number; at: string; reason: string; hash: string }[]
}

/** The title of a programme in the reader's language. */
export const titleIn = (text: Text, rules: Pick<ProgrammeRules, "title" | "titleEn">) =>
  text.language === "en" && rules.titleEn !== "" ? rules.titleEn : rules.title

/** `/programmes`: all that have opened, the newest first. */
export function PublicListPage(props: { rows: ShownProgramme[]; page: number; pages: number }) {
  const text = useText()
  const { rows, page, pages } = props
  const words = text.programmes.public
  return (
    <Page title={words.title} current="programmes" description={words.lead}>
      <PageHead title={words.title} lead={words.lead} />
      {rows.length === 0 ? (
        <EmptyState title={words.emptyTitle} explanation={words.emptyText} />
      ) : (
        <DataTable
          caption={words.title}
          captionHidden
          cards
          rows={rows}
          columns={[
            {
              key: "title",
              title: words.columns.title,
              cell: ({ slug, rules, demonstration }) => (
                <>
                  <a href={paths.programme(slug)}>{titleIn(text, rules)}</a> {demonstration && <DemoMark />}
                </>
              ),
            },
            { key: "organiser", title: words.columns.organiser, cell: ({ rules }) => rules.organiser },
            {
              key: "phase",
              title: words.columns.phase,
              cell: ({ phase, stoppedAt }) => (stoppedAt ? words.stopped : text.selection.phases[phase]),
            },
            {
              key: "close",
              title: words.columns.close,
              cell: ({ rules }) => formatDay(text, rules.dates.closeDay),
            },
          ]}
        />
      )}
      <Pager page={page} pages={pages} href={(to) => paths.programmes({ page: to })} />
      <p class="section hint">{text.selection.disclaimer}</p>
    </Page>
  )
}
