import { objections } from "../../../worker/domain/selection/objections.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { describedBy, Field, FieldFrame } from "../../ui/field.tsx"
import { Page } from "../../ui/page.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type ShownProgramme, titleIn } from "../programmes/public-list-page.tsx"
import { PublicHead } from "../programmes/public-programme-page.tsx"
import { type AwardForm, FormProblems, faultBeside, inputId } from "./form-parts.tsx"

export interface ObjectionFormProps {
  programme: ShownProgramme
  /** Candidates whose notice runs. */
  candidates: { id: string; name: string }[]
  /** Why none can be made now; null while a notice runs. */
  closed: { rule: string; with?: Record<string, string | number> } | null
  form: AwardForm
}

const most = objections.filing.fields

function Person({ form }: Pick<ObjectionFormProps, "form">) {
  const text = useText()
  const words = text.awards.public.objection
  return (
    <>
      <Field
        id={inputId("name")}
        name="name"
        label={words.name}
        value={form.typed["name"]}
        maxlength={most.name}
        autocomplete="name"
        error={faultBeside(text, form, "name")}
      />
      <Field
        id={inputId("contact")}
        name="contact"
        label={words.contact}
        value={form.typed["contact"]}
        maxlength={most.contact}
        hint={words.contactHint}
        error={faultBeside(text, form, "contact")}
      />
    </>
  )
}

function Files({ form }: Pick<ObjectionFormProps, "form">) {
  const text = useText()
  const words = text.awards.public.objection
  const id = inputId("files")
  const hint = words.filesHint(objections.filing.files)
  const sent = form.faults.length > 0 || form.refused !== null
  return (
    <FieldFrame
      id={id}
      label={words.files}
      note={words.optional}
      hint={sent ? `${words.filesAgain} ${hint}` : hint}
      error={faultBeside(text, form, "files")}
    >
      <input
        class="input"
        id={id}
        type="file"
        name="files"
        multiple
        accept="image/jpeg,image/png,application/pdf"
        aria-describedby={describedBy(id, true)}
      />
    </FieldFrame>
  )
}

function Form({ programme, candidates, form }: ObjectionFormProps) {
  const text = useText()
  const words = text.awards.public.objection
  const { typed } = form
  const kinds = ["named", "anonymous"] as const
  return (
    <form
      method="post"
      action={paths.objection(programme.slug)}
      enctype="multipart/form-data"
      class="card stack"
      novalidate
    >
      <input type="hidden" name="key" value={form.formKey} />
      <SelectField
        id={inputId("nominationId")}
        name="nominationId"
        label={words.candidate}
        value={typed["nominationId"]}
        error={faultBeside(text, form, "nominationId")}
        options={[
          { value: "", label: words.choose },
          ...candidates.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {programme.rules.objections.anonymous && (
        <RadioGroup
          id={inputId("kind")}
          name="kind"
          legend={words.kind}
          value={typed["kind"]}
          error={faultBeside(text, form, "kind")}
          choices={kinds.map((value) => ({ value, label: words.kinds[value], note: words.kindNotes[value] }))}
        />
      )}
      <Person form={form} />
      <TextArea
        id={inputId("text")}
        name="text"
        label={words.text}
        value={typed["text"]}
        rows={8}
        hint={words.textHint(most.text)}
        error={faultBeside(text, form, "text")}
      />
      <Files form={form} />
      <p class="hint">{words.after}</p>
      <div class="button-row">
        <Button look="primary">{words.send}</Button>
        <LinkButton href={paths.notice(programme.slug)} look="quiet">
          {words.back}
        </LinkButton>
      </div>
    </form>
  )
}

/** `/programmes/:programme/objection`: for anybody, without an account. */
export function ObjectionFormPage(props: ObjectionFormProps) {
  const text = useText()
  const { programme, closed, form } = props
  const words = text.awards.public.objection
  return (
    <Page
      title={words.heading(titleIn(text, programme.rules))}
      current="programmes"
      description={text.descriptions.of(words.title, titleIn(text, programme.rules))}
    >
      <PublicHead programme={programme} districts={[]} steps={[{ label: words.title }]} />
      <div class="section stack award-form">
        <FormProblems form={form} />
        {closed ? (
          <>
            <EmptyState title={words.closedTitle} explanation={refusalSentence(text, closed)}>
              <LinkButton href={paths.notice(programme.slug)}>{words.back}</LinkButton>
            </EmptyState>
            {form.typed["text"] && <p class="award-text">{form.typed["text"]}</p>}
          </>
        ) : (
          <Form {...props} />
        )}
      </div>
    </Page>
  )
}
