import type { Bilingual } from "../../../worker/domain/scoring/edition.ts"
import { ENOUGH_ANSWERS } from "../../../worker/domain/submission/marks.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { Form, ReasonField } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { registryWords } from "../registry/registry-frame.tsx"

export interface QuarterRow {
  quarter: string
  deadlineDay: string
  publishedAt: string | null
}

export interface QuartersPageProps {
  actor: SignedIn
  rows: QuarterRow[]
  /** What can be opened, oldest first; null for those who may not open any. */
  opening: {
    choices: { quarter: string; edition: { title: Bilingual }; deadlineDay: string }[]
    running: string
    /** The one that is chosen at first. */
    proposed: string | null
    /** There are quarters, but no edition for them. */
    withoutEdition: boolean
  } | null
  state: FormState
  /** A quarter was just deleted. */
  removed: boolean
}

type Opening = QuartersPageProps & { opening: NonNullable<QuartersPageProps["opening"]> }

function OpeningForm({ opening, state }: Opening) {
  const text = useText()
  const { opening: words } = text.quarters
  const { choices, running } = opening
  const first = choices.find(({ quarter }) => quarter === opening.proposed)
  if (!first) return <p class="hint">{opening.withoutEdition ? words.noEdition : words.none}</p>
  const name = (quarter: string) => {
    const period = formatPeriod(text, quarter)
    return quarter === running ? words.running(period) : period
  }
  return (
    <section class="card stack registry-form">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Form {...registryWords(text, paths.quarters())} state={state} action={paths.quarters()}>
        <SelectField
          name="quarter"
          label={words.quarter}
          value={first.quarter}
          hint={words.edition(first.edition.title[text.language])}
          options={choices.map(({ quarter }) => ({ value: quarter, label: name(quarter) }))}
        />
        <Field
          name="deadlineDay"
          type="date"
          label={words.deadline}
          value={first.deadlineDay}
          hint={words.deadlineHint}
        />
        <Tick name="refusesFew" hint={words.refusesFewHint}>
          {words.refusesFew(Math.round(100 * ENOUGH_ANSWERS))}
        </Tick>
        <ReasonField state={state} />
        <div>
          <Button look="primary">{words.button}</Button>
        </div>
      </Form>
    </section>
  )
}

function Table({ rows }: QuartersPageProps) {
  const text = useText()
  const { quarters } = text
  return (
    <DataTable
      caption={quarters.lead}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "quarter",
          title: quarters.quarter,
          cell: (row) => <a href={paths.quarter(row.quarter)}>{formatPeriod(text, row.quarter)}</a>,
        },
        { key: "deadline", title: quarters.deadline, cell: (row) => formatDay(text, row.deadlineDay) },
        {
          key: "status",
          title: quarters.status,
          cell: (row) =>
            row.publishedAt ? quarters.published(formatDay(text, row.publishedAt)) : quarters.collecting,
        },
      ]}
    />
  )
}

/** All quarters that the city collects, newest first; the city's approver opens the next one. */
export function QuartersPage(props: QuartersPageProps) {
  const text = useText()
  const { actor, rows, opening } = props
  const { quarters } = text
  return (
    <Page title={quarters.title} current="desk" actor={actor}>
      <PageHead title={quarters.title} lead={quarters.lead} />
      <div class="stack">
        {props.removed && (
          <Notice kind="success" live>
            {quarters.done.removed}
          </Notice>
        )}
        {opening && <OpeningForm {...props} opening={opening} />}
        {rows.length > 0 ? (
          <Table {...props} />
        ) : (
          !opening && <EmptyState title={quarters.opening.empty} explanation={quarters.opening.emptyText} />
        )}
      </div>
    </Page>
  )
}
