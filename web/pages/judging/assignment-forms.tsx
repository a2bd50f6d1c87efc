import { unreadiness } from "../../../worker/domain/selection/plan-assignment.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field, FieldFrame } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import type { AssignmentPageProps } from "./assignment-view.ts"
import { errorOf, fieldId } from "./judging-form.tsx"

function One({ form, programme, judges }: AssignmentPageProps) {
  const { assignment: words } = form.text.judging
  const ready = judges.filter((judge) => unreadiness(judge) === null)
  return (
    <form method="post" action={paths.assignmentPairs(programme.slug)} class="card stack" novalidate>
      <h2>{words.oneTitle}</h2>
      <p class="hint">{words.oneLead}</p>
      <input type="hidden" name="key" value={form.formKey} />
      <Field
        id={fieldId("code")}
        name="code"
        label={words.code}
        value={form.typed["code"]}
        autocomplete="off"
        maxlength={60}
        error={errorOf(form, "code")}
      />
      <SelectField
        id={fieldId("judgeId")}
        name="judgeId"
        label={words.judge}
        value={form.typed["judgeId"]}
        error={errorOf(form, "judgeId")}
        options={[
          { value: "", label: words.choose },
          ...ready.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` })),
        ]}
      />
      {(form.typed["reason"] || errorOf(form, "reason")) && (
        <TextArea
          id={fieldId("reason")}
          name="reason"
          label={words.reason}
          value={form.typed["reason"]}
          rows={2}
          error={errorOf(form, "reason")}
        />
      )}
      <div>
        <Button>{words.give}</Button>
      </div>
    </form>
  )
}

/** Where a file of assignments is chosen. */
export function FileForm({ form, programme }: Pick<AssignmentPageProps, "form" | "programme">) {
  const { assignment: words } = form.text.judging
  const id = fieldId("file")
  return (
    <form
      method="post"
      action={paths.assignmentFile(programme.slug)}
      enctype="multipart/form-data"
      class="card stack"
      novalidate
    >
      <h2>{words.fileTitle}</h2>
      <p class="hint">{words.fileLead}</p>
      <FieldFrame id={id} label={words.file}>
        <input
          class="input"
          id={id}
          name="file"
          type="file"
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby={`${id}-error`}
        />
      </FieldFrame>
      <div>
        <Button>{words.check}</Button>
      </div>
    </form>
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
