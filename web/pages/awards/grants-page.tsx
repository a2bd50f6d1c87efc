import type { CertificateState } from "../../../worker/domain/selection/award-certificate.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { awardWords } from "./award-words.ts"

/** An award as the desk shows it. */
export interface AwardRow {
  id: string
  number: string
  estate: string
  category: string
  validFrom: string
  validTo: string
  state: CertificateState
  /** Null as long as no new release was looked at. */
  meets: boolean | null
}

export interface GrantsPageProps {
  actor: SignedIn
  programme: FramedProgramme & { revision: number }
  ready: number
  waiting: number
  mayDecide: boolean
  basis: Record<string, string | number> | null
  awards: AwardRow[]
  state: FormState
  done?: string
}

function Grant({ programme, ready, waiting, mayDecide, basis, state }: GrantsPageProps) {
  const text = useText()
  const words = text.awards.grants
  if (ready === 0) return <p class="hint">{words.nobody}</p>
  return (
    <section class="card stack">
      <p>{words.grantText(ready, waiting)}</p>
      {mayDecide ? (
        <Form
          {...awardWords}
          state={state}
          problemsElsewhere
          action={paths.selectionPart(programme.slug, "awards")}
          revision={programme.revision}
        >
          {basis && <TextArea name="reason" label={words.reason} rows={2} hint={words.reasonHint} />}
          <div>
            <Button look="primary">{words.grant(ready)}</Button>
          </div>
        </Form>
      ) : (
        <p class="hint">{words.chairOnly}</p>
      )}
    </section>
  )
}

function recheckWords(text: Text, { meets }: AwardRow): string {
  const words = text.awards.grants
  if (meets === null) return words.recheckNone
  return meets ? words.recheckMeets : words.recheckFails
}

function Granted({ programme, awards }: GrantsPageProps) {
  const text = useText()
  const words = text.awards.grants
  return (
    <section class="stack">
      <h2>{words.list}</h2>
      {awards.length === 0 ? (
        <p class="hint">{words.none}</p>
      ) : (
        <DataTable
          caption={words.list}
          captionHidden
          cards
          rows={awards}
          columns={[
            {
              key: "estate",
              title: words.estate,
              cell: (row) => <a href={paths.award(programme.slug, row.id)}>{row.estate}</a>,
            },
            { key: "category", title: words.category, cell: (row) => row.category },
            {
              key: "number",
              title: words.number,
              cell: (row) => <a href={paths.certificate(row.number)}>{row.number}</a>,
            },
            {
              key: "valid",
              title: words.valid,
              cell: (row) => words.validOf(formatDay(text, row.validFrom), formatDay(text, row.validTo)),
            },
            { key: "state", title: words.state, cell: (row) => text.awards.states[row.state] },
            { key: "recheck", title: words.recheck, cell: (row) => recheckWords(text, row) },
          ]}
        />
      )}
    </section>
  )
}

/** Awards on the desk: releasing what is prepared, then every award with its certificate and recheck. */
export function GrantsPage(props: GrantsPageProps) {
  const text = useText()
  const { actor, programme, basis, state, done } = props
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="awards"
      lead={text.awards.grants.lead}
      done={done}
    >
      <div class="stack">
        <FormProblems {...awardWords} state={state} />
        {basis && <Notice kind="warning">{text.awards.basisFlag(basis)}</Notice>}
        <Grant {...props} />
        <Granted {...props} />
        <p class="hint">{text.awards.grants.recheckLead}</p>
      </div>
    </SelectionPage>
  )
}
