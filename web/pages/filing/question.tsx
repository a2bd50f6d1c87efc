import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { formatTime } from "../../ui/format.ts"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { EvidenceLine } from "../evidence/evidence-thing.tsx"
import { type FilingView, reasonId, type ShownQuestion } from "./filing-view.ts"

const shapes = {
  question:
    "M2 1.500h12v9H8.500L5 14v-3.500H2zM8 3.200a2 2 0 0 0-2 2h1.200A.8.8 0 1 1 8 6H7.400v1.400h1.200v-.5A2 2 0 0 0 8 3.200zM7.400 8h1.200v1.200H7.400z",
  back: "M6.500 2 1.500 6.500l5 4.500V8H10a2.500 2.500 0 0 1 0 5H7v1.800h3a4.300 4.300 0 0 0 0-8.600H6.500z",
}

/** How far something that came back is dealt with; the island goes on telling it. */
export function QuestionState({ question }: { question: ShownQuestion | undefined }) {
  const text = useText()
  if (!question) return null
  const { name, state } = question
  return (
    <span class={`asked__state asked__state--${state}`} data-question-state={name}>
      {text.filing.form.questionStates[state]}
    </span>
  )
}

/** What street and district said of a value or of the whole: in whose name, and when. */
export function QuestionNotes({ question }: { question: ShownQuestion }) {
  const text = useText()
  const { returned } = text.filing
  const { name, key, filed, notes } = question
  return (
    <div data-question={name} data-question-key={key ?? undefined} data-filed={filed}>
      {notes.map(({ kind, level, at, words, checked }) => (
        <p class={`asked__note asked__note--${kind}`}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path fill-rule="evenodd" d={kind === "asked" ? shapes.question : shapes.back} />
          </svg>
          <span>
            {kind === "asked" && <strong>{returned.question}</strong>}
            {kind === "adjusted" && <strong>{`${returned.changedTo}${checked ?? ""} `}</strong>}
            {kind === "returned" ? returned.reason(words) : words}{" "}
            <span class="hint">{returned.told(text.site.providers[level], formatTime(at))}</span>{" "}
            <QuestionState question={question} />
          </span>
        </p>
      ))}
    </div>
  )
}

/** The files that go along with an answer, and the way to add one. */
function AnswerFiles({ view, question: { name, files } }: { view: FilingView; question: ShownQuestion }) {
  const { evidence } = useText()
  if (!files) return null
  const href = paths.evidence(view.estate.slug, view.quarter, name)
  return (
    <>
      {files.length > 0 && <EvidenceLine pieces={files} href={href} />}
      {view.locked === null && (
        <p>
          <a href={href}>{evidence.answerAdd}</a>
        </p>
      )}
    </>
  )
}

/** The words that answer: needed where the value stays. */
export function Answer({ view, question }: { view: FilingView; question: ShownQuestion }) {
  const text = useText()
  const { returned } = text.filing
  const { name, key } = question
  const tooLong = view.hard.find((fault) => fault.field === name && fault.rule === "reason_too_long")
  return (
    <div class="asked__answer">
      <TextArea
        id={reasonId(name)}
        name={`r:${name}`}
        label={key === null ? returned.whole : returned.answer}
        value={view.reasons.get(name) ?? ""}
        hint={key === null ? returned.wholeHint : returned.answerHint}
        error={tooLong && faultSentence(text, view.specs, tooLong)}
        maxlength={MAX_REASON_TEXT}
        rows={2}
        disabled={view.locked !== null}
      />
      <AnswerFiles view={view} question={question} />
    </div>
  )
}

/** What came back of the filing as a whole, where no value is asked about. */
export function WholeQuestion({ view }: { view: FilingView }) {
  const question = view.questions.find(({ key }) => key === null)
  if (!question) return null
  return (
    <div class="asked">
      <QuestionNotes question={question} />
      <Answer view={view} question={question} />
    </div>
  )
}
