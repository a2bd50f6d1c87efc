import type {
  AskedValue,
  CorrectionRequestState,
  RequestEffect,
} from "../../../worker/domain/correction/request.ts"
import type { Fault } from "../../../worker/domain/errors.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { editionKeys, type KeySpec, type KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { paths } from "../../paths.ts"
import { anyFault } from "../../text/any-fault.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { type SubmissionEstate, SubmissionHead } from "../desk/submission-head.tsx"
import { valueWords } from "../desk/value-words.ts"
import { EffectTable } from "./effect-table.tsx"

export interface AskView {
  estate: SubmissionEstate & { slug: string }
  quarter: string
  company: string | null
  edition: Edition
  /** Keys that the company provides. */
  mine: ReadonlySet<string>
  /** What counts of them now. */
  standing: ReadonlyMap<string, KeyValue>
  /** Why nothing can be asked for, or null. */
  lock: string | null
  /** It is about a preliminary release, which nobody else has seen. */
  preliminary: boolean
  earlier: { id: string; state: CorrectionRequestState; filedAt: string }[]
  /** What was typed would do this; null where nothing was tried yet. */
  tried: {
    values: AskedValue[]
    effect: RequestEffect
    /** What was typed, sent along: other figures are tried again. */
    seen: string
    /** They were changed after they had been tried. */
    again: boolean
  } | null
  state: FormState
}

/** The sentence of a fault. */
type Say = (text: Text, fault: Fault) => string

const VALUE = "v:"
const idOf = (field: string) => `f-${field.replace(":", "-")}`

/** The parts of the edition, each with the company's own keys. */
function groupsOf(text: Text, { edition, mine }: AskView): { title: string; specs: KeySpec[] }[] {
  const { form } = text.filing
  const own = [...editionKeys(edition).values()].filter(({ key }) => mine.has(key))
  const ofKind = (kind: KeySpec["kind"]) => own.filter((spec) => spec.kind === kind)
  const inputs = edition.dimensions.map((dimension) => {
    const keys = new Set(
      edition.indicators.flatMap((one) =>
        one.dimension === dimension.code ? one.inputs.map(({ key }) => key) : [],
      ),
    )
    return { title: dimension.title[text.language], specs: own.filter(({ key }) => keys.has(key)) }
  })
  const groups = [
    { title: form.bases, specs: ofKind("base") },
    ...inputs,
    { title: form.gates, specs: ofKind("gate") },
    { title: form.bonuses, specs: ofKind("bonus") },
    { title: form.deductions, specs: ofKind("deduction") },
    { title: form.vetoes, specs: ofKind("veto") },
  ]
  return groups.filter(({ specs }) => specs.length > 0)
}

function ValueField({ view, spec, say }: { view: AskView; spec: KeySpec; say: Say }) {
  const text = useText()
  const { requests } = text.corrections
  const standing = view.standing.get(spec.key)
  const hint =
    standing === undefined ? requests.countsNone : requests.counts(valueWords(text, spec, standing))
  const name = VALUE + spec.key
  const label = spec.title[text.language]
  const fault = view.state.faults.find(({ field }) => field === name)
  const own = { id: idOf(name), error: fault && say(text, fault) }
  if (spec.type !== "yes_no")
    return (
      <Field
        {...own}
        name={name}
        label={label}
        unit={spec.unit?.[text.language]}
        hint={hint}
        inputmode={spec.type === "integer" ? "numeric" : "decimal"}
      />
    )
  const { form } = text.filing
  const choices = [
    { value: "", label: requests.unchanged },
    { value: "yes", label: form.yes },
    { value: "no", label: form.no },
  ]
  return <RadioGroup {...own} value="" name={name} legend={label} choices={choices} hint={hint} row />
}

/** The figures that may change, folded by part; a part opens where something of it is typed. */
function Values({ view, say }: { view: AskView; say: Say }) {
  const text = useText()
  const { requests } = text.corrections
  const wrong = new Set(view.state.faults.map(({ field }) => field))
  const touched = ({ key }: KeySpec) => Boolean(view.state.typed[VALUE + key]) || wrong.has(VALUE + key)
  return (
    <section class="stack" id={idOf("values")}>
      <h2>{requests.values}</h2>
      <p class="hint">{requests.valuesHint}</p>
      {groupsOf(text, view).map(({ title, specs }) => (
        <details class="fold" open={specs.some(touched)}>
          <summary>
            <span class="fold__title">{requests.group(title, specs.length)}</span>
          </summary>
          <div class="fold__body itemcard__fields">
            {specs.map((spec) => (
              <ValueField view={view} spec={spec} say={say} />
            ))}
          </div>
        </details>
      ))}
    </section>
  )
}

function Earlier({ view }: { view: AskView }) {
  const text = useText()
  const { requests } = text.corrections
  if (view.earlier.length === 0) return null
  return (
    <section>
      <h2>{requests.earlier}</h2>
      <ul>
        {view.earlier.map(({ id, state, filedAt }) => (
          <li>
            <a href={paths.correctionRequest(id)}>{formatTime(filedAt)}</a> · {requests.states[state]}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A company asks for a correction of a released quarter: why, by what evidence, which figures, and what that would do. */
export function AskPage({ actor, view }: { actor: SignedIn; view: AskView }) {
  const text = useText()
  const { requests } = text.corrections
  const { estate, quarter, company, lock, tried, edition, state } = view
  const specs = editionKeys(edition)
  const say = (words: Text, fault: Fault) => {
    const { field = "" } = fault
    if (!field.startsWith(VALUE)) return anyFault(words, fault)
    return faultSentence(words, specs, { ...fault, field: field.slice(VALUE.length) })
  }
  return (
    <Page title={requests.askTitle} current="desk" actor={actor}>
      <SubmissionHead
        estate={estate}
        quarter={quarter}
        company={company}
        list={{ label: text.filing.title, href: paths.filing({ quarter }) }}
      >
        <p>
          <strong>{view.preliminary ? requests.askPreliminary : requests.askTitle}</strong> ·{" "}
          {requests.askLead}
        </p>
      </SubmissionHead>
      <div class="stack">
        <Earlier view={view} />
        {lock ? (
          <Notice>{refusalSentence(text, { rule: lock, with: { name: estate.name } })}</Notice>
        ) : (
          <Form
            state={state}
            // What was tried is looked at first: on a phone it stands screens below the fields.
            action={paths.askCorrection(estate.slug, quarter) + (tried ? "" : "#effect")}
            ids={idOf}
            say={say}
          >
            <TextArea name="reason" label={requests.reason} hint={requests.reasonHint} rows={3} />
            <TextArea name="evidence" label={requests.evidence} hint={requests.evidenceHint} rows={2} />
            <Values view={view} say={say} />
            {tried?.again && <Notice kind="warning">{requests.triedAgain}</Notice>}
            {tried && <EffectTable edition={edition} values={tried.values} effect={tried.effect} />}
            {tried && <input type="hidden" name="tried" value={tried.seen} />}
            {tried && (
              <Tick name="confirmed" required>
                {requests.confirm}
              </Tick>
            )}
            <div>
              <Button look="primary">{tried ? requests.send : requests.tryFirst}</Button>
            </div>
          </Form>
        )}
      </div>
    </Page>
  )
}
