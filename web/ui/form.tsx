import type { Child, PropsWithChildren } from "hono/jsx"
import type { Fault } from "../../worker/domain/errors.ts"
import { anyFault } from "../text/any-fault.ts"
import type { Text } from "../text/text.ts"
import { FaultList } from "./fault-list.tsx"
import { FormContext, type FormState } from "./form-state.ts"
import { Notice } from "./notice.tsx"
import { TextArea, type TextAreaProps } from "./text-area.tsx"
import { useText } from "./use-text.ts"

/** How the fields of a form are called, and how it says what is wrong with them. */
export interface FormWords {
  /** What the ids of its fields begin with, or the id of each; none for a field that the page does not have. */
  ids?: string | ((field: string) => string | undefined)
  /** The sentence of a fault. */
  say?: (text: Text, fault: Fault) => string
  /** What a field is called in the list of faults, where its sentence does not say it. */
  nameOf?: (field: string) => string | undefined
  /** The field of faults that name none. */
  unnamed?: string
  /** Above faults that only need a reason. */
  explainTitle?: string
  /** Said when somebody changed it meanwhile; who and what, Page says. `present` leads to how it stands now. */
  stale?: { title?: string; lines?: Child[]; present?: string }
}

type Shown = FormWords & { state: Pick<FormState, "faults" | "explain" | "stale" | "refused"> }

const idIn = (ids: NonNullable<FormWords["ids"]>, field: string) =>
  typeof ids === "string" ? ids + field.replaceAll(".", "-") : ids(field)
/** Faults that only need a reason are mended where the reason stands. */
const fieldOf = ({ state, unnamed }: Shown, fault: Fault) =>
  state.explain ? "reason" : (fault.field ?? unnamed)

function StaleNotice({ title, lines, present }: NonNullable<FormWords["stale"]>) {
  const text = useText()
  const { form } = text.registry
  return (
    <Notice kind="error" title={title ?? (lines ? undefined : form.staleTitle)} live arrive>
      {(lines ?? [form.stale]).map((line) => (
        <p>{line}</p>
      ))}
      {present && (
        <p>
          <a href={present} target="_blank" rel="noopener">
            {form.openPresent}
          </a>
        </p>
      )}
    </Notice>
  )
}

/** Why a form was refused, above it: that somebody was faster, one sentence, or every fault with a link to its field. */
export function FormProblems(props: Shown) {
  const text = useText()
  const { state, ids = "f-", say = anyFault, nameOf, explainTitle, stale = {} } = props
  const faults = state.faults.map((fault) => {
    const field = fieldOf(props, fault)
    const named = fault.field ?? props.unnamed
    const name = named && nameOf?.(named)
    const said = say(text, fault)
    return {
      fieldId: field && idIn(ids, field),
      sentence: name ? `${name}${text.site.colon}${said}` : said,
    }
  })
  const title = state.explain ? (explainTitle ?? text.registry.form.explainTitle) : undefined
  return (
    <>
      {state.stale && <StaleNotice {...stale} />}
      {state.refused && (
        <Notice kind="error" live arrive>
          {state.refused}
        </Notice>
      )}
      <FaultList faults={faults} title={title} />
    </>
  )
}

/** What a form sends besides its fields: its key, and the revision that the person saw. */
export function HiddenFields({ formKey, revision }: { formKey: string; revision?: number | string }) {
  return (
    <>
      {formKey !== "" && <input type="hidden" name="key" value={formKey} />}
      {revision !== undefined && <input type="hidden" name="revision" value={String(revision)} />}
    </>
  )
}

/** Lets the fields inside find their id, what was typed and what is wrong by their name. */
export function FormFields(props: PropsWithChildren<FormWords & { state: FormState }>) {
  const text = useText()
  const { state, ids = "f-", say = anyFault, children } = props
  const { explainTitle = text.registry.form.explainTitle } = props
  const errorOf = (field: string) => {
    const fault = state.faults.find((one) => (one.field ?? props.unnamed) === field)
    if (!state.explain) return fault && say(text, fault)
    return field === "reason" ? (fault ? say(text, fault) : explainTitle) : undefined
  }
  const around = { typed: state.typed, idOf: (field: string) => idIn(ids, field), errorOf }
  return <FormContext.Provider value={around}>{children}</FormContext.Provider>
}

/**
 * A form that is sent to `action`: why it was refused, its hidden fields, and fields that find their id, what was typed
 * and what is wrong by their name (`Field`, `TextArea`, `SelectField`, `RadioGroup`, `Tick`, `FileField`).
 */
export function Form(
  props: PropsWithChildren<
    FormWords & {
      state: FormState
      action: string
      revision?: number | string
      class?: string
      id?: string
      /** Takes files along. */
      upload?: boolean
      /** Saves itself while somebody types. */
      autosave?: boolean
      /** Its problems stand elsewhere on the page: `FormProblems`. */
      problemsElsewhere?: boolean
    }
  >,
) {
  const { state, action, revision, id, upload, autosave, problemsElsewhere, children } = props
  return (
    <form
      method="post"
      action={action}
      id={id}
      class={props.class ?? "stack"}
      enctype={upload ? "multipart/form-data" : undefined}
      data-autosave={autosave ? "yes" : undefined}
      novalidate
    >
      {!problemsElsewhere && <FormProblems {...props} />}
      <HiddenFields formKey={state.formKey} revision={revision} />
      <FormFields {...props}>{children}</FormFields>
    </form>
  )
}

/** A form that is nothing but its button. */
export function ButtonForm(
  props: PropsWithChildren<{
    action: string
    formKey: string
    revision?: number | string
    class?: string
    id?: string
  }>,
) {
  const { action, formKey, revision, id, children } = props
  return (
    <form method="post" action={action} class={props.class} id={id}>
      <HiddenFields formKey={formKey} revision={revision} />
      {children}
    </form>
  )
}

/** The reason, once one is asked for, and as long as one was typed. */
export function ReasonField(props: Partial<TextAreaProps> & { state: FormState }) {
  const text = useText()
  const { state, ...rest } = props
  const { reason, reasonHint } = text.registry.form
  if (!state.explain && !state.typed["reason"]) return null
  return <TextArea name="reason" label={reason} rows={2} hint={reasonHint} {...rest} />
}
