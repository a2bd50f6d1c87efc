import type { CertificateState } from "../../../worker/domain/selection/award-certificate.ts"
import type { CertificateDocument } from "../../../worker/domain/selection/certificate.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { awardWords } from "./award-words.ts"

export interface AwardPageProps {
  actor: SignedIn
  programme: FramedProgramme
  award: {
    id: string
    revision: number
    document: CertificateDocument
    state: CertificateState
    revokedAt: string | null
    revokeReason: string | null
  }
  rechecks: { period: string; number: number; meets: boolean; failed: string[]; at: string }[]
  mayDecide: boolean
  state: FormState
  done?: string
}

function Facts({ award }: AwardPageProps) {
  const text = useText()
  const words = text.awards.grants
  const { document, state } = award
  const rows: [string, string][] = [
    [words.number, document.number],
    [words.category, document.category],
    [words.valid, words.validOf(formatDay(text, document.validFrom), formatDay(text, document.validTo))],
    [words.state, text.awards.states[state]],
  ]
  return (
    <section class="card stack">
      <dl class="fact-list">
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="button-row">
        <LinkButton href={paths.certificate(document.number)}>{words.page}</LinkButton>
        <LinkButton href={paths.certificateSheet(document.number)} look="quiet">
          {words.sheet}
        </LinkButton>
      </div>
    </section>
  )
}

function Rechecks({ rechecks }: AwardPageProps) {
  const text = useText()
  const words = text.awards.grants
  return (
    <section class="stack">
      <h2>{words.rechecks}</h2>
      <p class="hint">{words.recheckLead}</p>
      {rechecks.length === 0 ? (
        <p>{words.recheckNone}</p>
      ) : (
        <DataTable
          caption={words.rechecks}
          captionHidden
          cards
          rows={rechecks}
          columns={[
            {
              key: "release",
              title: words.recheckRelease,
              cell: (row) => text.awards.public.notice.basisText(formatPeriod(text, row.period), row.number),
            },
            {
              key: "meets",
              title: words.recheck,
              cell: (row) => (row.meets ? words.recheckMeets : words.recheckFails),
            },
            {
              key: "rules",
              title: words.recheckRules,
              cell: (row) => row.failed.join(text.site.listComma) || text.awards.shortlist.nobody,
            },
            { key: "at", title: text.awards.shortlist.frozenAt, cell: (row) => formatDay(text, row.at) },
          ]}
        />
      )}
    </section>
  )
}

function Revocation({ programme, award, mayDecide, state }: AwardPageProps) {
  const text = useText()
  const words = text.awards.grants
  if (award.revokedAt !== null)
    return (
      <Notice kind="warning" title={words.revokedOn(formatDay(text, award.revokedAt))}>
        {award.revokeReason}
      </Notice>
    )
  if (!mayDecide) return null
  return (
    <section class="card stack">
      <h2>{words.revokeTitle}</h2>
      <p>{words.revokeText}</p>
      <Form
        {...awardWords}
        state={state}
        problemsElsewhere
        action={paths.awardRevocation(programme.slug, award.id)}
        revision={award.revision}
      >
        <TextArea name="reason" label={words.revokeReason} rows={3} hint={words.revokeHint} />
        <Tick name="confirmed">{words.revokeConfirm(award.document.estate.name)}</Tick>
        <div>
          <Button look="danger">{words.revoke}</Button>
        </div>
      </Form>
    </section>
  )
}

/** One award on the desk: its certificate, its rechecks, and taking it back. */
export function AwardPage(props: AwardPageProps) {
  const { actor, programme, award, state, done } = props
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="awards"
      title={award.document.estate.name}
      done={done}
    >
      <div class="stack">
        <FormProblems {...awardWords} state={state} />
        <Facts {...props} />
        <Rechecks {...props} />
        <Revocation {...props} />
      </div>
    </SelectionPage>
  )
}
