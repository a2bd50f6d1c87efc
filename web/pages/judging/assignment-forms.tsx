import { unreadiness } from "../../../worker/domain/selection/plan-assignment.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { FileField, tableTypes } from "../../ui/file-field.tsx"
import { Form } from "../../ui/form.tsx"
import { freshForm } from "../../ui/form-state.ts"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import type { AssignmentPageProps } from "./assignment-view.ts"
import { judgingWords } from "./judging-form.ts"

function One({ state, programme, judges }: AssignmentPageProps) {
  const text = useText()
  const { assignment: words } = text.judging
  const ready = judges.filter((judge) => unreadiness(judge) === null)
  return (
    <Form
      {...judgingWords(text)}
      state={state}
      problemsElsewhere
      action={paths.assignmentPairs(programme.slug)}
      class="card stack"
    >
      <h2>{words.oneTitle}</h2>
      <p class="hint">{words.oneLead}</p>
      <Field name="code" label={words.code} autocomplete="off" maxlength={60} />
      <SelectField
        name="judgeId"
        label={words.judge}
        options={[
          { value: "", label: words.choose },
          ...ready.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` })),
        ]}
      />
      {(state.typed["reason"] || state.faults.some(({ field }) => field === "reason")) && (
        <TextArea name="reason" label={words.reason} rows={2} />
      )}
      <div>
        <Button>{words.give}</Button>
      </div>
    </Form>
  )
}

/** Where a file of assignments is chosen. */
export function FileForm(props: Pick<AssignmentPageProps, "state" | "programme"> & { error?: string }) {
  const { programme, state, error } = props
  const text = useText()
  const { assignment: words } = text.judging
  return (
    <Form
      {...judgingWords(text)}
      state={freshForm(state.formKey)}
      action={paths.assignmentFile(programme.slug)}
      class="card stack"
      upload
    >
      <h2>{words.fileTitle}</h2>
      <p class="hint">{words.fileLead}</p>
      <FileField label={words.file} accept={tableTypes} error={error} />
      <div>
        <Button>{words.check}</Button>
      </div>
    </Form>
  )
}

/** Assigning one by hand, or many by a file. */
export function OneAndFile(props: AssignmentPageProps) {
  return (
    <div class="registry-columns">
      <One {...props} />
      <FileForm {...props} />
    </div>
  )
}
