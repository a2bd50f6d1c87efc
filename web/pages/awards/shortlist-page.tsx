import type { Fault } from "../../../worker/domain/errors.ts"
import type { ShortlistCategory } from "../../../worker/domain/selection/shortlist.ts"
import { paths } from "../../paths.ts"
import { anyFault } from "../../text/any-fault.ts"
import { Button } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { awardWords } from "./award-words.ts"
import { ListTable } from "./list-table.tsx"
import type { Scale } from "./scale.tsx"

export interface ShortlistPageProps {
  actor: SignedIn
  programme: FramedProgramme
  scale: Scale
  judgesShare: number
  categories: ShortlistCategory[]
  names: ReadonlyMap<string, string>
  /** Frozen lists, the first one first; empty while the list is only prepared. */
  lists: { number: number; hash: string; frozenAt: string }[]
  /** What needs a reason before it is frozen. */
  soft: Fault[]
  hard: Fault[]
  basis: Fault[]
  conflicts: number
  seen: string
  state: FormState
  done?: string
}

function Left({ category, names }: Pick<ShortlistPageProps, "names"> & { category: ShortlistCategory }) {
  const text = useText()
  const words = text.awards.shortlist
  if (category.left.length === 0) return null
  return (
    <details>
      <summary>
        {words.left}
        {text.site.aside(String(category.left.length))}
      </summary>
      <DataTable
        caption={words.left}
        captionHidden
        cards
        rows={category.left}
        columns={[
          {
            key: "estate",
            title: words.estate,
            cell: (row) => row.entry?.estate.name ?? names.get(row.nominationId) ?? words.unknown,
          },
          { key: "reason", title: words.leftReason, cell: (row) => words.leftReasons[row.reason] },
          {
            key: "total",
            title: words.total,
            number: true,
            cell: (row) => row.entry?.total.toFixed(4) ?? words.unknown,
          },
        ]}
      />
    </details>
  )
}

function Category(props: ShortlistPageProps & { category: ShortlistCategory }) {
  const text = useText()
  const { scale, category, names } = props
  const words = text.awards.shortlist
  const { title, places, entries, reserve } = category
  const open = places - entries.length
  return (
    <section class="card stack">
      <h2>{words.category(title, places, entries.length)}</h2>
      {open > 0 && <p class="hint">{words.placesOpen(open)}</p>}
      {entries.length > 0 && <ListTable {...{ text, scale, entries, caption: title, by: "place" }} />}
      {reserve.length > 0 && (
        <details>
          <summary>
            {words.reserve}
            {text.site.aside(String(reserve.length))}
          </summary>
          <ListTable {...{ text, scale, entries: reserve, caption: words.reserve, by: "order" }} />
        </details>
      )}
      <Left category={category} names={names} />
    </section>
  )
}

function Freeze({ programme, soft, hard, conflicts, seen, state }: ShortlistPageProps) {
  const text = useText()
  const words = text.awards.shortlist
  const needs = state.faults.length > 0 ? [] : [...hard, ...soft]
  return (
    <section class="card stack">
      <h2>{words.freeze}</h2>
      {needs.map((fault) => (
        <Notice kind="warning">{anyFault(text, fault)}</Notice>
      ))}
      {conflicts > 0 && <Notice kind="warning">{words.conflicts(conflicts)}</Notice>}
      <p>{words.confirmSeen}</p>
      <Form
        {...awardWords}
        state={state}
        problemsElsewhere
        action={paths.selectionPart(programme.slug, "shortlist")}
      >
        <input type="hidden" name="seen" value={seen} />
        {soft.length > 0 && <TextArea name="reason" label={words.reason} rows={2} hint={words.reasonHint} />}
        <div>
          <Button look="primary">{words.freeze}</Button>
        </div>
      </Form>
    </section>
  )
}

function History({ lists }: Pick<ShortlistPageProps, "lists">) {
  const text = useText()
  const words = text.awards.shortlist
  return (
    <section class="stack">
      <h2>{words.history}</h2>
      <DataTable
        caption={words.history}
        captionHidden
        cards
        rows={[...lists].reverse()}
        columns={[
          { key: "number", title: words.title, cell: (row) => words.numbered(row.number) },
          { key: "at", title: words.frozenAt, cell: (row) => formatTime(row.frozenAt) },
          { key: "hash", title: words.hash, cell: (row) => <code class="hash">{row.hash}</code> },
        ]}
      />
    </section>
  )
}

/** The shortlist: as it would be frozen now, or as it stands, with everybody who is not on it. */
export function ShortlistPage(props: ShortlistPageProps) {
  const text = useText()
  const { actor, programme, categories, lists, basis, judgesShare, state, done } = props
  const words = text.awards.shortlist
  const newest = lists.at(-1)
  const flags = newest ? basis : []
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="shortlist"
      title={newest ? words.numbered(newest.number) : words.title}
      lead={newest ? words.leadAfter : words.leadBefore}
      done={done}
    >
      <div class="stack">
        <FormProblems {...awardWords} state={state} />
        {flags.map((fault) => (
          <Notice kind="warning">{text.awards.basisFlag(fault.with ?? {})}</Notice>
        ))}
        <p class="hint">
          {words.totals(judgesShare)} {words.draw} {words.hidden} {text.site.disclaimer}
        </p>
        {categories.map((category) => (
          <Category {...props} category={category} />
        ))}
        {!newest && programme.phase === "review" && <Freeze {...props} />}
        {newest && <History lists={lists} />}
      </div>
    </SelectionPage>
  )
}
