import { NAMES_TOLD } from "../../../worker/domain/correction/correction.ts"
import type { SubmissionState } from "../../../worker/domain/submission/states.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm, Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { registryWords } from "../registry/registry-frame.tsx"
import { Confirmed } from "./confirmed.tsx"

export interface CorrectionRow {
  id: string
  slug: string
  name: string
  /** Where its submission stands now; null when nothing is saved. */
  state: SubmissionState | null
  reason: string
  openedAt: string
  /** Name of who opened it; null for readers of another organisation. */
  by: string | null
  /** Number of the release that closed it; null while it is open, and when it was taken back. */
  closedNumber: number | null
  takenBackAt: string | null
}

export interface CorrectionForm {
  state: FormState
  /** Estates that what was typed may mean. */
  offered: { slug: string; name: string }[]
}

export interface CorrectionsProps {
  quarter: string
  corrections: CorrectionRow[]
  /** Who may open one, now that the latest release stands; null for everybody else. */
  correctionForm: CorrectionForm | null
}

/** Open: neither a release has closed it nor was it taken back. */
export function isOpen({ closedNumber, takenBackAt }: CorrectionRow): boolean {
  return closedNumber === null && takenBackAt === null
}

/** Nobody has submitted yet: as long as nobody has typed either it can be taken back. */
function mayBeUntouched(row: CorrectionRow): boolean {
  return isOpen(row) && (row.state === null || row.state === "draft" || row.state === "returned")
}

function stateWords(text: Text, row: CorrectionRow): string {
  const { corrections, filing } = text
  if (row.takenBackAt !== null) return corrections.takenBack
  if (row.closedNumber !== null) return corrections.over(row.closedNumber)
  return `${corrections.being} · ${filing.states[row.state ?? "none"]}`
}

function TakeBack({ quarter, row, form }: CorrectionsProps & { row: CorrectionRow; form: CorrectionForm }) {
  const text = useText()
  if (!mayBeUntouched(row)) return <span class="muted">—</span>
  return (
    <ButtonForm action={paths.correctionWithdrawal(quarter, row.id)} formKey={form.state.formKey}>
      <Button look="quiet">{text.corrections.takeBack}</Button>
    </ButtonForm>
  )
}

function List(props: CorrectionsProps) {
  const text = useText()
  const { quarter, corrections, correctionForm } = props
  const { corrections: words } = text
  if (corrections.length === 0) return <p class="hint">{words.none}</p>
  const actions = {
    key: "action",
    title: words.action,
    cell: (row: CorrectionRow) => correctionForm && <TakeBack {...props} row={row} form={correctionForm} />,
  }
  return (
    <DataTable
      caption={words.title}
      captionHidden
      cards
      rows={corrections}
      columns={[
        {
          key: "estate",
          title: words.estate,
          cell: (row) => <a href={paths.verifySubmission(row.slug, quarter)}>{row.name}</a>,
        },
        { key: "reason", title: words.reason, cell: (row) => row.reason },
        { key: "state", title: words.state, cell: (row) => stateWords(text, row) },
        { key: "since", title: words.since, cell: (row) => formatTime(row.openedAt) },
        { key: "by", title: words.by, cell: (row) => row.by ?? words.city },
        ...(correctionForm && corrections.some(mayBeUntouched) ? [actions] : []),
      ]}
    />
  )
}

function Opening({ quarter, form }: { quarter: string; form: CorrectionForm }) {
  const text = useText()
  const { form: words } = text.corrections
  const { state, offered } = form
  return (
    <details class="fold" open={state.faults.length > 0 || state.stale} id="correction">
      <summary>
        <span class="fold__title">{words.title}</span>
      </summary>
      <div class="fold__body stack">
        <p>{words.text}</p>
        <Form
          {...registryWords(text, paths.quarter(quarter))}
          state={state}
          action={paths.corrections(quarter)}
        >
          <Field
            name="estate"
            label={words.estate}
            hint={words.estateHint}
            autocomplete="off"
            maxlength={100}
          />
          {offered.length > 0 && (
            <RadioGroup
              name="chosen"
              legend={words.several}
              choices={offered.map(({ slug, name }) => ({ value: slug, label: name, note: slug }))}
            />
          )}
          <TextArea name="reason" label={words.reason} rows={3} hint={words.reasonHint} />
          <Tick name="confirmed" required>
            {words.confirm}
          </Tick>
          <div>
            <Button look="primary">{words.button}</Button>
          </div>
        </Form>
      </div>
    </details>
  )
}

/** 更正 of a released quarter: what is or was corrected, and the form that opens one. */
export function Corrections(props: CorrectionsProps) {
  const text = useText()
  const { quarter, correctionForm } = props
  const { corrections: words } = text
  return (
    <section class="stack" id="corrections">
      <h2>{words.title}</h2>
      <p class="hint">{words.lead}</p>
      {correctionForm && (
        <p>
          <a href={paths.correctionRequests({ state: "asked" })}>{words.requests.title}</a>
        </p>
      )}
      <List {...props} />
      {correctionForm && <Opening quarter={quarter} form={correctionForm} />}
    </section>
  )
}

/** The next release of a released quarter, with what it still waits for. */
export function NextRelease(props: CorrectionsProps & { number: number; state: FormState }) {
  const text = useText()
  const { quarter, corrections, number, state } = props
  const { release: words } = text.corrections
  const open = corrections.filter(isOpen)
  const waiting = open.filter(({ state }) => state !== "verified").map(({ name }) => name)
  if (open.length === 0) return null
  return (
    <section class="card stack">
      <h2>{words.title(number)}</h2>
      <p>{words.text}</p>
      {waiting.length > 0 ? (
        <Notice kind="warning">
          {words.waiting(waiting.length, waiting.slice(0, NAMES_TOLD).join("、"))}
        </Notice>
      ) : (
        <Confirmed
          action={paths.release(quarter)}
          state={state}
          missing={text.quarters.release.confirmNeeded}
          confirm={words.confirm}
          button={words.button(number)}
        >
          <Notice kind="success">{words.ready(open.length)}</Notice>
        </Confirmed>
      )}
    </section>
  )
}
