import { paths } from "../../paths.ts"
import { formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { type MarkView, rowId, type VerificationView } from "./verification-view.ts"

function Mark({ view, mark }: { view: VerificationView; mark: MarkView }) {
  const text = useText()
  const { marks } = text.verification
  const settled = mark.settled && marks.settled(text.site.providers[mark.settled])
  return (
    <li class="marks__item">
      <p class="marks__says">
        {mark.key ? <a href={`#${rowId(mark.key)}`}>{mark.sentence}</a> : mark.sentence}
      </p>
      <p class="marks__reason">
        {mark.reason ? text.verification.explained(mark.reason) : text.verification.unexplained}
        {" · "}
        {marks.points(formatScore(mark.points, 2))}
        {settled && ` · ${settled}`}
      </p>
      {mark.registry && (
        <p>
          <a href={paths.estateSheet(view.estate.slug)}>{marks.registry}</a>
        </p>
      )}
      {view.deciding && mark.settled === view.level && (
        <input type="hidden" name={`t:${mark.id}`} value="yes" />
      )}
      {view.deciding && (
        <label class="choice">
          <input type="checkbox" name={`s:${mark.id}`} value="yes" checked={mark.ticked} />
          <span>{marks.settle}</span>
        </label>
      )}
    </li>
  )
}

/** The marks, each with its reason and the points that rest on it: each is settled by itself before it passes. */
export function MarksBox({ view }: { view: VerificationView }) {
  const text = useText()
  const { marks } = text.verification
  if (view.marks.length === 0) return null
  return (
    <section class="card marks" aria-labelledby="marks">
      <h2 id="marks">{marks.title(view.marks.length)}</h2>
      <p class="hint">{marks.hint}</p>
      <ul class="marks__list">
        {view.marks.map((mark) => (
          <Mark view={view} mark={mark} />
        ))}
      </ul>
    </section>
  )
}
