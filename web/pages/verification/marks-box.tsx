import { paths } from "../../paths.ts"
import { formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { valueWords } from "../desk/value-words.ts"
import { DecisionBox } from "./decision-box.tsx"
import { IndicatorFacts } from "./indicator-facts.tsx"
import { Before, providedWords, Talk, Trend } from "./value-row.tsx"
import { type MarkView, rowId, type ValueView, type VerificationView } from "./verification-view.ts"

/** What is looked at together: a value with its marks, or a mark of the whole. */
interface MarkGroup {
  row: ValueView | null
  marks: MarkView[]
}

const hard = ({ row }: MarkGroup) => row !== null && row.flags.length > 0
const stake = ({ marks }: MarkGroup) => Math.max(0, ...marks.map(({ points }) => points))

/** The marks by their values: what lets nothing pass first, then by the points at stake. */
function groupsOf({ rows, marks }: VerificationView): MarkGroup[] {
  const ofValues = rows
    .filter(({ attention }) => attention === "marked")
    .map((row) => ({ row, marks: marks.filter(({ key }) => key === row.spec.key) }))
  const ofWhole = marks.filter(({ key }) => key === null).map((mark) => ({ row: null, marks: [mark] }))
  return [...ofValues, ...ofWhole].sort((a, b) => Number(hard(b)) - Number(hard(a)) || stake(b) - stake(a))
}

function Mark({ view, mark }: { view: VerificationView; mark: MarkView }) {
  const text = useText()
  const { marks } = text.verification
  const settled = mark.settled && marks.settled(text.site.providers[mark.settled])
  return (
    <div class="vmark__line">
      <p class="vmark__says">
        {mark.sentence} <span class="state">{marks.points(formatScore(mark.points, 2))}</span>{" "}
        {settled && <span class="state vmark__settled">{settled}</span>}
      </p>
      {mark.reason !== null && mark.key === null && <p>{text.verification.explained(mark.reason)}</p>}
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
    </div>
  )
}

function look(group: MarkGroup): string {
  if (hard(group)) return "vmark vmark--hard"
  const settled = group.marks.every(({ settled, ticked }) => settled !== null || ticked)
  return settled ? "vmark vmark--settled" : "vmark"
}

function MarkCard(props: { view: VerificationView; group: MarkGroup; shows: ReadonlyMap<string, string> }) {
  const text = useText()
  const { view, group, shows } = props
  const { row, marks } = group
  const { verification } = text
  const lines = marks.map((mark) => <Mark view={view} mark={mark} />)
  if (!row) {
    const { id } = marks[0] ?? { id: "" }
    return (
      <li class={look(group)} id={rowId(id)} tabindex={-1} data-row data-mark>
        {lines}
      </li>
    )
  }
  const { key, title, indicator } = row.spec
  const of = view.indicators.get(indicator ?? "")?.indicator
  return (
    <li
      class={look(group)}
      id={rowId(key)}
      tabindex={-1}
      aria-labelledby={`${rowId(key)}-title`}
      data-row
      data-mark
    >
      <div class="vmark__head">
        <h3 class="vmark__title" id={`${rowId(key)}-title`}>
          {title[text.language]}{" "}
          <span class="state">
            {[of?.title[text.language], providedWords(text, row)].filter(Boolean).join(text.site.listComma)}
          </span>
        </h3>
        <Trend row={row} />
      </div>
      <p class="vmark__value">
        <b>{valueWords(text, row.spec, row.typed)}</b> <Before row={row} />
      </p>
      {row.flags.map((flag) => (
        <p class="vmark__broken">{flag}</p>
      ))}
      {lines}
      <div class="vmark__talk">
        <p>{row.explained ? verification.explained(row.explained) : verification.unexplained}</p>
        <Talk row={row} />
      </div>
      {indicator !== undefined && shows.get(indicator) === key && (
        <IndicatorFacts view={view} code={indicator} gaps />
      )}
      {view.deciding && <DecisionBox view={view} row={row} />}
    </li>
  )
}

/** The marks, each with its value, its reason and the points that rest on it: each is settled by itself before it passes. */
export function MarksBox(props: { view: VerificationView; shows: ReadonlyMap<string, string> }) {
  const text = useText()
  const { marks, broken } = text.verification
  const groups = groupsOf(props.view)
  if (groups.length === 0) return null
  const n = groups.filter(hard).length
  return (
    <section class="verify-group" aria-labelledby="marks">
      <h2 id="marks">{marks.title(groups.length)}</h2>
      {n > 0 && <p class="vmark__broken">{broken(n)}</p>}
      <p class="hint">{marks.hint}</p>
      <ul class="vmark-list">
        {groups.map((group) => (
          <MarkCard {...props} group={group} />
        ))}
      </ul>
    </section>
  )
}
