import { evidenceSides, evidenceTypes } from "../../../worker/domain/evidence/evidence.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { FileField } from "../../ui/file-field.tsx"
import { ButtonForm, Form, FormProblems } from "../../ui/form.tsx"
import { formOf } from "../../ui/form-state.ts"
import { formatPeriod, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { SubmissionHead } from "../desk/submission-head.tsx"
import { EvidenceThing, pieceFacts } from "./evidence-thing.tsx"
import type { EvidenceFacts, EvidencePiece, EvidenceView } from "./evidence-view.ts"

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
  const { estate, quarter, about, adding, sent, state } = view
  if (!adding) return sent === "new" ? <FormProblems state={state} ids={() => undefined} /> : null
  if (adding.locked) return <Notice>{refusalSentence(text, { rule: adding.locked })}</Notice>
  return (
    <section class="stack" id="new">
      <h2>{evidence.choose}</h2>
      <Form
        state={formOf(state, sent, "new")}
        action={paths.evidence(estate.slug, quarter, about.name)}
        ids="new-"
        id="evidence-upload"
        upload
      >
        <FileField
          name="files"
          label={evidence.choose}
          accept={evidenceTypes.join(",")}
          multiple
          hint={evidence.hint}
        />
        <FileField
          name="files"
          id="new-camera"
          label={evidence.camera}
          accept="image/*"
          capture="environment"
        />
        {about.indicator && <SideField value={null} />}
        <Field name="note" label={evidence.note} hint={evidence.noteHint} note={text.site.optional} />
        <Button look="primary">{evidence.upload}</Button>
      </Form>
      <p class="hint">{evidence.used(adding.used)}</p>
    </section>
  )
}

/** What whoever verifies is told of a file, and what it may do with it. */
function Official(props: { view: EvidenceView; piece: EvidencePiece; facts: EvidenceFacts }) {
  const text = useText()
  const { evidence } = text
  const { view, piece, facts } = props
  const { takenAt, taken, compared, alike, publicName, publishedAt, showing } = facts
  const address = [view.estate.slug, view.quarter, view.about.name, piece.id] as const
  const picture = piece.type !== "application/pdf"
  return (
    <>
      {picture && (
        <p>
          {takenAt ? evidence.takenAt(takenAt) : evidence.noTime} ·{" "}
          {taken ? evidence.taken[taken] : evidence.noPlace}
        </p>
      )}
      {alike.map(({ estate, quarter, distance, href }) => (
        <Notice kind="warning">
          {(distance === 0 ? evidence.same : evidence.alike)(estate, formatPeriod(text, quarter))}{" "}
          {href && <a href={href}>{evidence.sideBySide}</a>}
        </Notice>
      ))}
      {picture && !compared && <p class="hint">{evidence.notCompared}</p>}
      {publicName !== null && (
        <p>
          {publishedAt && evidence.shownSince(formatTime(publishedAt))} ·{" "}
          <a href={paths.picture(publicName)}>{evidence.publicLink}</a>
        </p>
      )}
      {publicName !== null && showing === "may" && (
        <ButtonForm action={paths.evidenceHiding(...address)} formKey={view.state.formKey}>
          <Button>{evidence.hide}</Button>
        </ButtonForm>
      )}
      {publicName === null && showing === "may" && (
        <Form
          state={formOf(view.state, view.sent, piece.id)}
          action={paths.evidenceShowing(...address)}
          ids={`e-${piece.id}-`}
        >
          <Tick name="masked">{evidence.masked}</Tick>
          <Button>{evidence.show}</Button>
        </Form>
      )}
      {typeof showing === "object" && <p class="hint">{refusalSentence(text, { rule: showing.never })}</p>}
    </>
  )
}

/** A before and its after: beside each other, and over each other where an island moves the border between them. */
function Pair({ before, after }: { before: EvidencePiece; after: EvidencePiece }) {
  const { evidence } = useText()
  return (
    <figure class="evidence-pair" data-pair>
      <figcaption>
        {evidence.compare} · {evidence.pairTitle(before.pair)}
      </figcaption>
      <div class="evidence-pair__pictures">
        {[before, after].map((piece) => (
          <img src={piece.href} alt={evidence.sides[piece.side ?? "none"]} loading="lazy" />
        ))}
      </div>
      <input type="range" min="0" max="100" value="50" aria-label={evidence.compareAt} hidden />
    </figure>
  )
}

/** The pairs of pictures: the first of each side with the same number. */
function pairsOf(pieces: readonly EvidencePiece[]): { before: EvidencePiece; after: EvidencePiece }[] {
  const pictures = pieces.filter(({ type }) => type !== "application/pdf")
  const befores = pictures.filter(({ side }) => side === "before")
  return befores.flatMap((before, at) => {
    const after = pictures.find(({ side, pair }) => side === "after" && pair === before.pair)
    const first = befores.findIndex(({ pair }) => pair === before.pair) === at
    return after && first ? [{ before, after }] : []
  })
}

function Piece({ view, piece }: { view: EvidenceView; piece: EvidencePiece }) {
  const text = useText()
  const { evidence } = text
  const { estate, quarter, about, state, sent } = view
  const address = [estate.slug, quarter, about.name, piece.id] as const
  return (
    <li class="card evidence-piece" id={`e-${piece.id}`}>
      <EvidenceThing piece={piece} />
      <p class="hint">
        {pieceFacts(text, piece)} · {evidence.addedAt(formatTime(piece.addedAt))}
      </p>
      {piece.sent && <p class="hint">{evidence.sent}</p>}
      {piece.official && <Official view={view} piece={piece} facts={piece.official} />}
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
            {about.indicator && (
              <>
                <SideField value={piece.side} />
                <Field
                  name="pair"
                  label={evidence.pair}
                  inputmode="numeric"
                  value={piece.pair === 0 ? "" : String(piece.pair)}
                  hint={evidence.pairHint}
                  note={text.site.optional}
                />
              </>
            )}
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

/** The evidence of one indicator, or of an answer: what is there, what is missing, and where more is added. */
export function EvidencePage({ actor, view, done }: EvidencePageProps) {
  const text = useText()
  const { evidence, filing, site, language } = text
  const { estate, quarter, company, about, pieces, gap } = view
  const { indicator, asked } = about
  const title = indicator
    ? evidence.of(indicator.title[language])
    : evidence.ofAnswer(asked?.[language] ?? filing.returned.wholeShort)
  const desk = view.back.startsWith(paths.verification())
  return (
    <Page title={title} current="desk" actor={actor} scripts={[`evidence.${language}.js`]}>
      <SubmissionHead
        estate={estate}
        quarter={quarter}
        company={company}
        list={{ label: desk ? text.verification.title : filing.title, href: view.back }}
      >
        <h2>{title}</h2>
        {indicator ? (
          <p>
            {filing.form.evidence}
            {site.colon}
            {indicator.evidence[language]}
          </p>
        ) : (
          <p>{evidence.answerHint}</p>
        )}
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
      {pairsOf(pieces).map((pair) => (
        <Pair {...pair} />
      ))}
      <Adding view={view} />
      <LinkButton href={indicator ? `${view.back}#${indicator.code}` : view.back}>
        {desk ? evidence.backToDesk : evidence.back}
      </LinkButton>
    </Page>
  )
}
