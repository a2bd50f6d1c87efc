import { leftOf } from "../../../worker/domain/submission/left.ts"
import { useText } from "../../ui/use-text.ts"
import { type FilingView, questionPlace } from "./filing-view.ts"
import { type Group, keysOf } from "./groups.ts"
import { QuestionState } from "./question.tsx"

/** How wide the meter is drawn; the sheet stretches it. */
const WIDTH = 240

/** What is left, in items and minutes; the island goes on counting. */
function Meter({ view }: { view: FilingView }) {
  const text = useText()
  const { form } = text.filing
  const faulty = new Set(view.hard.map(({ field }) => field ?? ""))
  const left = leftOf(view.edition, view.mine, view.texts, view.carried, faulty)
  const { filled, open, empty, wrong, minutes } = left
  const toDo = open + empty + wrong
  const unit = WIDTH / Math.max(1, filled + toDo)
  return (
    <div class="meter" id="meter">
      <p class="meter__left">
        <strong data-meter="left">{form.meterLeft(toDo)}</strong>{" "}
        <span data-meter="minutes">{toDo > 0 ? form.meterMinutes(minutes) : ""}</span>
      </p>
      <svg class="meter__bar" viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="meter__filled" data-meter="filled" x="0" y="0" height="8" width={filled * unit} />
        <rect class="meter__open" data-meter="open" x={filled * unit} y="0" height="8" width={open * unit} />
      </svg>
      <p class="hint" data-meter="words">
        {form.meterWords(filled, open, empty, wrong)}
      </p>
    </div>
  )
}

/** What came back, first of all ways. */
function AskedRail({ view }: { view: FilingView }) {
  const text = useText()
  if (view.questions.length === 0) return null
  return (
    <>
      <p class="rail__title">{text.filing.returned.rail}</p>
      <ul class="rail__list rail__list--asked">
        {view.questions.map((question) => (
          <li>
            <a class="rail__link" href={`#${questionPlace(question.name)}`}>
              {question.key === null
                ? text.filing.returned.wholeShort
                : view.specs.get(question.key)?.title[text.language]}
              <QuestionState question={question} />
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Beside the form: what is left, and the way to each of its parts. */
export function Rail({ view, groups }: { view: FilingView; groups: Group[] }) {
  const text = useText()
  const { form } = text.filing
  return (
    <nav class="rail desk-split__rail" aria-label={form.rail}>
      {!view.locked && <AskedRail view={view} />}
      {!view.locked && <Meter view={view} />}
      <ul class="rail__list">
        {groups.map((group) => {
          const keys = keysOf(view, group)
          const filled = keys.filter((key) => view.texts.get(key)).length
          return (
            <li>
              <a class="rail__link" href={`#${group.id}`}>
                {group.title}
                <span class="rail__count" data-count={group.id} data-keys={keys.join(" ")}>
                  {form.filled(filled, keys.length)}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
