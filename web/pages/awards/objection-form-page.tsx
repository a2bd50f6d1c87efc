import { objections } from "../../../worker/domain/selection/objections.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field } from "../../ui/field.tsx"
import { FileField } from "../../ui/file-field.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type ShownProgramme, titleIn } from "../programmes/public-list-page.tsx"
import { PublicHead } from "../programmes/public-programme-page.tsx"
import { awardWords } from "./award-words.ts"

export interface ObjectionFormProps {
  programme: ShownProgramme
  /** Candidates whose notice runs. */
  candidates: { id: string; name: string }[]
  /** Why none can be made now; null while a notice runs. */
  closed: { rule: string; with?: Record<string, string | number> } | null
  state: FormState
}

const most = objections.filing.fields

function Person() {
  const text = useText()
  const words = text.awards.public.objection
  return (
    <>
      <Field name="name" label={words.name} maxlength={most.name} autocomplete="name" />
      <Field name="contact" label={words.contact} maxlength={most.contact} hint={words.contactHint} />
    </>
  )
}

function Files({ state }: Pick<ObjectionFormProps, "state">) {
  const text = useText()
  const words = text.awards.public.objection
  const hint = words.filesHint(objections.filing.files)
  const sent = state.faults.length > 0 || state.refused !== null
  return (
    <FileField
      name="files"
      label={words.files}
      note={words.optional}
      hint={sent ? `${words.filesAgain} ${hint}` : hint}
      accept="image/jpeg,image/png,application/pdf"
      multiple
    />
  )
}

function ObjectionForm({ programme, candidates, state }: ObjectionFormProps) {
  const text = useText()
  const words = text.awards.public.objection
  const kinds = ["named", "anonymous"] as const
  return (
    <Form
      {...awardWords}
      state={state}
      problemsElsewhere
      action={paths.objection(programme.slug)}
      class="card stack"
      upload
    >
      <SelectField
        name="nominationId"
        label={words.candidate}
        options={[
          { value: "", label: words.choose },
          ...candidates.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {programme.rules.objections.anonymous && (
        <RadioGroup
          name="kind"
          legend={words.kind}
          choices={kinds.map((value) => ({ value, label: words.kinds[value], note: words.kindNotes[value] }))}
        />
      )}
      <Person />
      <TextArea name="text" label={words.text} rows={8} hint={words.textHint(most.text)} />
      <Files state={state} />
      <p class="hint">{words.after}</p>
      <div class="button-row">
        <Button look="primary">{words.send}</Button>
        <LinkButton href={paths.notice(programme.slug)} look="quiet">
          {words.back}
        </LinkButton>
      </div>
    </Form>
  )
}

/** `/programmes/:programme/objection`: for anybody, without an account. */
export function ObjectionFormPage(props: ObjectionFormProps) {
  const text = useText()
  const { programme, closed, state } = props
  const words = text.awards.public.objection
  return (
    <Page
      title={words.heading(titleIn(text, programme.rules))}
      current="programmes"
      description={text.descriptions.of(words.title, titleIn(text, programme.rules))}
    >
      <PublicHead programme={programme} districts={[]} steps={[{ label: words.title }]} />
      <div class="section stack award-form">
        <FormProblems {...awardWords} state={state} />
        {closed ? (
          <>
            <EmptyState title={words.closedTitle} explanation={refusalSentence(text, closed)}>
              <LinkButton href={paths.notice(programme.slug)}>{words.back}</LinkButton>
            </EmptyState>
            {state.typed["text"] && <p class="award-text">{state.typed["text"]}</p>}
          </>
        ) : (
          <ObjectionForm {...props} />
        )}
      </div>
    </Page>
  )
}
