import type { Decision, NoticeState } from "../../../worker/domain/selection/notice-course.ts"
import type { ObjectionState } from "../../../worker/domain/selection/objections.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm, Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { awardWords } from "./award-words.ts"

export interface NoticePageProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number }
  notices: {
    number: number
    shortlistNumber: number
    fromDay: string
    toDay: string
    workingDays: number
    state: NoticeState | "closed"
  }[]
  objections: {
    id: string
    number: number
    estate: string
    named: boolean
    state: ObjectionState
    receivedAt: string
    replyDueDay: string
    overdue: boolean
  }[]
  decisions: { estate: string; category: string; decision: Decision }[]
  /** The release was corrected since. */
  basis: Record<string, string | number> | null
  /** Days that a notice may last. */
  lengths: number[]
  state: FormState
  done?: string
}

function OpenForm({ programme, lengths, state, basis }: NoticePageProps) {
  const text = useText()
  const words = text.awards.notice
  return (
    <section class="card stack">
      <h2>{words.openTitle}</h2>
      <Form
        {...awardWords}
        state={state}
        problemsElsewhere
        action={paths.selectionPart(programme.slug, "notice")}
        revision={programme.revision}
      >
        <Field name="fromDay" type="date" label={words.fromDay} hint={words.fromHint} />
        <SelectField
          name="workingDays"
          label={words.workingDays}
          options={lengths.map((days) => ({ value: String(days), label: words.daysOption(days) }))}
        />
        {(state.explain || basis) && (
          <TextArea name="reason" label={words.reason} rows={2} hint={words.reasonHint} />
        )}
        <div>
          <Button look="primary">{words.open}</Button>
        </div>
      </Form>
    </section>
  )
}

function Notices({ programme, notices, state }: NoticePageProps) {
  const text = useText()
  const words = text.awards.notice
  return (
    <section class="stack">
      <h2>{words.notices}</h2>
      <DataTable
        caption={words.notices}
        captionHidden
        cards
        rows={[...notices].reverse()}
        columns={[
          {
            key: "number",
            title: words.title,
            cell: (row) => (
              <a href={paths.notice(programme.slug, row.number)}>{words.numbered(row.number)}</a>
            ),
          },
          {
            key: "list",
            title: words.list,
            cell: (row) => text.awards.shortlist.numbered(row.shortlistNumber),
          },
          {
            key: "period",
            title: words.period,
            cell: (row) =>
              words.periodOf(formatDay(text, row.fromDay), formatDay(text, row.toDay), row.workingDays),
          },
          {
            key: "state",
            title: words.state,
            cell: (row) => (
              <>
                {words.states[row.state]}
                {row.state === "over" && (
                  <ButtonForm action={paths.noticeClosing(programme.slug)} formKey={state.formKey}>
                    <input type="hidden" name="number" value={String(row.number)} />
                    <Button>{words.close}</Button>
                  </ButtonForm>
                )}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}

function Objections({ programme, objections }: NoticePageProps) {
  const text = useText()
  const words = text.awards.notice
  return (
    <section class="stack">
      <h2>{words.objections}</h2>
      {objections.length === 0 ? (
        <p class="hint">{words.noObjections}</p>
      ) : (
        <DataTable
          caption={words.objections}
          captionHidden
          cards
          rows={objections}
          columns={[
            {
              key: "number",
              title: text.awards.public.notice.number,
              cell: (row) => (
                <a href={paths.objectionCase(programme.slug, row.id)}>{words.objectionNumber(row.number)}</a>
              ),
            },
            { key: "about", title: words.about, cell: (row) => row.estate },
            {
              key: "kind",
              title: words.named,
              cell: (row) => words.kinds[row.named ? "named" : "anonymous"],
            },
            { key: "state", title: words.state, cell: (row) => text.awards.objectionStates[row.state] },
            { key: "received", title: words.received, cell: (row) => formatTime(row.receivedAt) },
            {
              key: "due",
              title: words.due,
              cell: (row) =>
                formatDay(text, row.replyDueDay) + (row.overdue ? text.site.aside(words.overdue) : ""),
            },
          ]}
        />
      )}
    </section>
  )
}

function Decisions({ programme, decisions }: NoticePageProps) {
  const text = useText()
  const words = text.awards.notice
  return (
    <section class="stack">
      <h2>{words.decisions}</h2>
      <p class="hint">{words.decisionsLead}</p>
      <DataTable
        caption={words.decisions}
        captionHidden
        cards
        rows={decisions}
        columns={[
          { key: "estate", title: text.awards.shortlist.estate, cell: (row) => row.estate },
          { key: "category", title: text.awards.grants.category, cell: (row) => row.category },
          { key: "decision", title: words.decision, cell: (row) => words.decisionWords[row.decision] },
        ]}
      />
      <div>
        <LinkButton href={paths.selectionPart(programme.slug, "awards")}>{words.toAwards}</LinkButton>
      </div>
    </section>
  )
}

/** The notice on the desk: opening and closing it, objections with their state, the decisions that are prepared. */
export function NoticePage(props: NoticePageProps) {
  const text = useText()
  const { actor, programme, notices, basis, state, done } = props
  const words = text.awards.notice
  return (
    <SelectionPage actor={actor} programme={programme} part="notice" lead={words.lead} done={done}>
      <div class="stack">
        <FormProblems {...awardWords} state={state} />
        {basis && <Notice kind="warning">{text.awards.basisFlag(basis)}</Notice>}
        {notices.length === 0 && programme.phase === "shortlist" && <OpenForm {...props} />}
        {notices.length > 0 && (
          <>
            <p>
              <a href={paths.notice(programme.slug)}>{words.publicPage}</a>
            </p>
            <Notices {...props} />
            <Objections {...props} />
            <Decisions {...props} />
          </>
        )}
      </div>
    </SelectionPage>
  )
}
