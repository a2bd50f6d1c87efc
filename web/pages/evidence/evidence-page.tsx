import { evidenceSides, evidenceTypes } from "../../../worker/domain/evidence/evidence.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { FileField } from "../../ui/file-field.tsx"
import { ButtonForm, Form, FormProblems } from "../../ui/form.tsx"
import { formOf } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { SubmissionHead } from "../desk/submission-head.tsx"
import { EvidenceThing, pieceFacts } from "./evidence-thing.tsx"
import type { EvidencePiece, EvidenceView } from "./evidence-view.ts"

export interface EvidencePageProps {
  actor: SignedIn
  view: EvidenceView
  done?: string
}

function SideField({ value }: { value: EvidencePiece["side"] }) {
  const { evidence } = useText()
  const choices = [
    { value: "", label: evidence.sides.none },
    ...evidenceSides.map((side) => ({ value: side, label: evidence.sides[side] })),
  ]
  return <RadioGroup name="side" legend={evidence.side} value={value ?? ""} choices={choices} row />
}

/** Where files are chosen and sent; an island makes pictures smaller and covers what nobody should see. */
function Adding({ view }: { view: EvidenceView }) {
  const text = useText()
  const { evidence } = text
  const { estate, quarter, indicator, adding, sent, state } = view
  if (!adding) return sent === "new" ? <FormProblems state={state} ids={() => undefined} /> : null
  if (adding.locked) return <Notice>{refusalSentence(text, { rule: adding.locked })}</Notice>
  return (
    <section class="stack" id="new">
      <h2>{evidence.choose}</h2>
      <Form
        state={formOf(state, sent, "new")}
        action={paths.evidence(estate.slug, quarter, indicator.code)}
        ids="new-"
        upload
      >
        <FileField
          name="files"
          label={evidence.choose}
          accept={evidenceTypes.join(",")}
          multiple
          hint={evidence.hint}
        />
        <SideField value={null} />
        <Field name="note" label={evidence.note} hint={evidence.noteHint} note={text.site.optional} />
        <Button look="primary">{evidence.upload}</Button>
      </Form>
      <p class="hint">{evidence.used(adding.used)}</p>
    </section>
  )
}

function Piece({ view, piece }: { view: EvidenceView; piece: EvidencePiece }) {
  const text = useText()
  const { evidence } = text
  const { estate, quarter, indicator, state, sent } = view
  const address = [estate.slug, quarter, indicator.code, piece.id] as const
  return (
    <li class="card evidence-piece" id={`e-${piece.id}`}>
      <EvidenceThing piece={piece} />
      <p class="hint">
        {pieceFacts(text, piece)} · {evidence.addedAt(formatTime(piece.addedAt))}
      </p>
      {piece.sent && <p class="hint">{evidence.sent}</p>}
      {piece.mine && (
        <details open={sent === piece.id}>
          <summary>{evidence.note}</summary>
          <Form
            state={formOf(state, sent, piece.id)}
            action={paths.evidenceDescription(...address)}
            ids={`e-${piece.id}-`}
          >
            <TextArea
              name="note"
              label={evidence.note}
              rows={2}
              value={piece.note}
              hint={evidence.noteHint}
            />
            <SideField value={piece.side} />
            <Field
              name="pair"
              label={evidence.pair}
              inputmode="numeric"
              value={piece.pair === 0 ? "" : String(piece.pair)}
              hint={evidence.pairHint}
              note={text.site.optional}
            />
            <Button>{evidence.save}</Button>
          </Form>
          <ButtonForm action={paths.evidenceRemoval(...address)} formKey={state.formKey}>
            <Button look="quiet">{evidence.remove}</Button>
          </ButtonForm>
        </details>
      )}
    </li>
  )
}

/** The evidence of one indicator: what is there, what is missing, and where more is added. */
export function EvidencePage({ actor, view, done }: EvidencePageProps) {
  const text = useText()
  const { evidence, filing, site, language } = text
  const { estate, quarter, company, indicator, pieces, gap } = view
  const title = evidence.of(indicator.title[language])
  return (
    <Page title={title} current="desk" actor={actor}>
      <SubmissionHead
        estate={estate}
        quarter={quarter}
        company={company}
        list={{ label: filing.title, href: view.back }}
      >
        <h2>{title}</h2>
        <p>
          {filing.form.evidence}
          {site.colon}
          {indicator.evidence[language]}
        </p>
      </SubmissionHead>
      {done && (
        <Notice kind="success" live>
          {done}
        </Notice>
      )}
      {gap && <Notice kind="warning">{evidence.gaps[gap]}</Notice>}
      {pieces.length > 0 && (
        <ol class="evidence-list">
          {pieces.map((piece) => (
            <Piece view={view} piece={piece} />
          ))}
        </ol>
      )}
      <Adding view={view} />
      <LinkButton href={`${view.back}#${indicator.code}`}>{evidence.back}</LinkButton>
    </Page>
  )
}
