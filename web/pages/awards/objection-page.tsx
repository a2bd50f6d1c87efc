import {
  type ObjectionAct,
  type ObjectionState,
  objections,
} from "../../../worker/domain/selection/objections.ts"
import { actsFrom, answersOf } from "../../../worker/domain/ticket/states.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import type { SignedIn } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FramedProgramme, SelectionPage } from "../selection/selection-frame.tsx"
import { awardWords } from "./award-words.ts"

export interface ObjectionPageProps {
  actor: SignedIn
  programme: FramedProgramme
  objection: {
    id: string
    number: number
    named: boolean
    state: ObjectionState
    text: string
    receivedAt: string
    replyDueDay: string
    reply: string | null
    revision: number
    files: { id: string; name: string; bytes: number }[]
  }
  estate: string
  /** A year up to the due day whose holidays are not known yet. */
  unknownYear: number | null
  /** Null when it is anonymous, or kept no longer. */
  contact: { name: string; contact: string } | null
  state: FormState
  done?: string
}

function Facts({ objection, estate, contact, unknownYear }: ObjectionPageProps) {
  const text = useText()
  const words = text.awards.objection
  const { kinds } = text.awards.notice
  const note = unknownYear === null ? "" : text.site.aside(words.dueUnknown(unknownYear))
  const rows: [string, string][] = [
    [words.about, estate],
    [words.filed, formatTime(objection.receivedAt)],
    [words.due, formatDay(text, objection.replyDueDay) + note],
    [words.state, text.awards.objectionStates[objection.state]],
    [words.kind, kinds[objection.named ? "named" : "anonymous"]],
  ]
  if (contact) rows.push([words.name, contact.name], [words.contact, contact.contact])
  else if (objection.named) rows.push([words.contact, words.contactGone])
  return (
    <section class="card stack">
      <h2>{words.facts}</h2>
      <dl class="fact-list">
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {contact && <p class="hint">{words.contactNote}</p>}
      <h3>{words.text}</h3>
      <p class="award-text">{objection.text}</p>
      {objection.files.length > 0 && (
        <>
          <h3>{words.files}</h3>
          <ul>
            {objection.files.map(({ id, name, bytes }, at) => (
              <li>
                <a href={paths.attachment(id)}>{name || words.file(at + 1)}</a>
                {text.site.aside(words.kilobytes(Math.ceil(bytes / 1024)))}
              </li>
            ))}
          </ul>
        </>
      )}
      {objection.reply !== null && (
        <>
          <h3>{words.reply}</h3>
          <p class="award-text">{objection.reply}</p>
        </>
      )}
    </section>
  )
}

function Reply() {
  const text = useText()
  const words = text.awards.objection
  return <TextArea name="reply" label={words.reply} rows={4} hint={words.replyHint} />
}

function Admission({ programme, objection, state }: ObjectionPageProps) {
  const text = useText()
  const words = text.awards.objection
  const { id, revision } = objection
  return (
    <Form
      {...awardWords}
      state={state}
      problemsElsewhere
      action={paths.objectionAdmission(programme.slug, id)}
      revision={revision}
      class="card stack"
    >
      <p>{words.admitText}</p>
      <div>
        <Button look="primary">{words.admit}</Button>
      </div>
    </Form>
  )
}

function Refusal({ programme, objection, state }: ObjectionPageProps) {
  const words = useText().awards.objection
  const { id, revision } = objection
  return (
    <Form
      {...awardWords}
      state={state}
      problemsElsewhere
      action={paths.objectionRefusal(programme.slug, id)}
      revision={revision}
      class="card stack"
    >
      <Reply />
      <div>
        <Button>{words.refuse}</Button>
      </div>
    </Form>
  )
}

function Decision({ programme, objection, state }: ObjectionPageProps) {
  const text = useText()
  const words = text.awards.objection
  const { id, revision } = objection
  return (
    <Form
      {...awardWords}
      state={state}
      problemsElsewhere
      action={paths.objectionDecision(programme.slug, id)}
      revision={revision}
      class="card stack"
    >
      <h2>{words.decideTitle}</h2>
      <RadioGroup
        name="decision"
        legend={words.decision}
        hint={words.upheldNote}
        choices={answersOf(objections, "decide").map((value) => ({ value, label: words.decisions[value] }))}
      />
      <Reply />
      <div>
        <Button look="primary">{words.decide}</Button>
      </div>
    </Form>
  )
}

const forms: Record<ObjectionAct, (props: ObjectionPageProps) => ReturnType<typeof Reply>> = {
  admit: Admission,
  refuse: Refusal,
  decide: Decision,
}

/** An objection on the desk: what it says, who it is (for the organiser only), and what can be done with it. */
export function ObjectionPage(props: ObjectionPageProps) {
  const text = useText()
  const { actor, programme, objection, state, done } = props
  return (
    <SelectionPage
      actor={actor}
      programme={programme}
      part="notice"
      title={text.awards.objection.title(objection.number)}
      done={done}
    >
      <div class="stack">
        <FormProblems {...awardWords} state={state} />
        <Facts {...props} />
        {actsFrom(objections, objection.state).map((act) => {
          const One = forms[act]
          return <One {...props} />
        })}
      </div>
    </SelectionPage>
  )
}
