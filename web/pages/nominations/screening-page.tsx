import { type DeskShow, deskShows } from "../../../worker/domain/selection/nomination.ts"
import type { Category } from "../../../worker/domain/selection/rules.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { Pager } from "../../ui/pager.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { type NominationState, type Screening, stateWords } from "./nomination-view.ts"

interface Row {
  id: string
  category: string
  state: NominationState
  screening: Screening
  submittedAt: string | null
  estate: string
  demonstration: boolean
  organisation: string
  asked: boolean
  redacted: boolean
}

export interface ScreeningPageProps {
  actor: SignedIn
  programme: FramedProgramme
  categories: readonly Category[]
  rows: Row[]
  counts: Record<DeskShow, number>
  drafts: number
  show: DeskShow
  category: string
  page: number
  pages: number
  mayRun: boolean
  formKey: string
  done?: string
}

function Filters({ programme, categories, counts, show, category }: ScreeningPageProps) {
  const text = useText()
  const { desk } = text.nominations
  return (
    <search>
      <form
        method="get"
        action={paths.selectionPart(programme.slug, "nominations")}
        class="registry-filters screening-filters"
      >
        <SelectField
          id="show"
          name="show"
          label={desk.show}
          value={show}
          options={deskShows.map((one) => ({
            value: one,
            label: `${desk.shows[one]}${text.site.aside(String(counts[one]))}`,
          }))}
        />
        <SelectField
          id="category"
          name="category"
          label={desk.category}
          value={category}
          options={[
            { value: "", label: desk.allCategories },
            ...categories.map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
          ]}
        />
        <div class="registry-filters__go">
          <Button>{desk.filter}</Button>
        </div>
      </form>
    </search>
  )
}

function Run({ programme, counts, mayRun, formKey }: ScreeningPageProps) {
  const text = useText()
  const { desk } = text.nominations
  if (!mayRun || programme.phase !== "screening" || programme.stoppedAt !== null) return null
  const again = counts.eligible + counts.ineligible + counts.overridden > 0
  return (
    <ButtonForm action={paths.screening(programme.slug)} class="stack" formKey={formKey}>
      <p>
        {desk.lead} {again && desk.runLead}
      </p>
      <div class="button-row">
        <Button look="primary">{again ? desk.runAgain : desk.run}</Button>
      </div>
    </ButtonForm>
  )
}

function Rows({ programme, rows, show, category }: ScreeningPageProps) {
  const text = useText()
  const { desk } = text.nominations
  if (rows.length === 0) {
    const everything = show === "all" && category === ""
    return (
      <EmptyState
        title={everything ? desk.nothing : desk.none}
        explanation={everything ? desk.nothingText : desk.noneText}
      >
        {!everything && (
          <LinkButton href={paths.selectionPart(programme.slug, "nominations")}>{desk.shows.all}</LinkButton>
        )}
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption={text.nominations.title}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "estate",
          title: desk.estate,
          cell: ({ id, estate, demonstration }) => (
            <>
              <a href={paths.screenedNomination(programme.slug, id)}>{estate}</a>{" "}
              {demonstration && <DemoMark />}
            </>
          ),
        },
        { key: "category", title: desk.category, cell: (row) => row.category },
        { key: "by", title: desk.by, cell: ({ organisation }) => organisation },
        {
          key: "state",
          title: desk.state,
          cell: (row) => (
            <>
              {stateWords(text, row)}
              {row.asked && text.site.aside(desk.asked)}
            </>
          ),
        },
        {
          key: "redacted",
          title: desk.redacted,
          cell: ({ redacted }) => (redacted ? desk.redactedYes : desk.redactedNo),
        },
        {
          key: "submitted",
          title: desk.submittedAt,
          cell: ({ submittedAt }) => (submittedAt ? formatTime(submittedAt) : ""),
        },
      ]}
    />
  )
}

/** What was submitted to a programme: screening in one go, then one by one. */
export function ScreeningPage(props: ScreeningPageProps) {
  const text = useText()
  const { actor, programme, counts, drafts, show, category, page, pages, done } = props
  const { desk } = text.nominations
  const query = { show: show === "all" ? undefined : show, category: category || undefined }
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="nominations"
      lead={desk.counts(counts.all, drafts)}
      done={done}
    >
      <div class="stack">
        <Run {...props} />
        <Filters {...props} />
        <Rows {...props} />
        <Pager
          page={page}
          pages={pages}
          href={(to) => paths.selectionPart(programme.slug, "nominations", { ...query, page: to })}
        />
      </div>
    </SelectionPage>
  )
}
