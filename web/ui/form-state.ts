import { createContext, useContext } from "hono/jsx"
import type { Fault } from "../../worker/domain/errors.ts"

/** How a form is shown: its key, what was typed into it, and why it was refused. */
export interface FormState {
  /** Its idempotency key, a new one each time that it is shown; empty for one that writes nothing twice. */
  formKey: string
  /** What was typed, by the field's name; what was not sent is absent. */
  typed: Readonly<Record<string, string>>
  /** What is wrong; `field` names the field at which it is mended. */
  faults: readonly Fault[]
  /** Nothing is wrong, but a reason is asked for. */
  explain: boolean
  /** Somebody changed what it is about meanwhile. */
  stale: boolean
  /** Why it was refused as a whole, in a sentence. */
  refused: string | null
}

/** A form that nobody has sent yet. */
export function freshForm(formKey: string, typed: FormState["typed"] = {}): FormState {
  return { formKey, typed, faults: [], explain: false, stale: false, refused: null }
}

/** The state of one of a page's several forms: `sent` only if it is the one that was sent. */
export function formOf(state: FormState, sent: string | undefined, form: string | undefined): FormState {
  return sent === form ? state : freshForm(state.formKey)
}

/** What a field needs to know of the form that it stands in. */
export interface FormAround {
  typed: FormState["typed"]
  idOf(field: string): string | undefined
  errorOf(field: string): string | undefined
}

export const FormContext = createContext<FormAround | null>(null)

/** What faults call a field: one of a kind, `answer:statement`, by what stands behind its kind. */
const fieldOfName = (name: string) => name.replace(/^[a-z]+:/, "")

interface FieldParts {
  id?: string
  name: string
  /** Shown unless something else was typed. */
  value?: string
  error?: string
}

/**
 * Id, value and error of a field by its name: what its form knows, unless its page says otherwise. What was typed into a
 * field of `secret` is never shown again. Throws for a field without an id outside of a form.
 */
export function useField<P extends FieldParts>(props: P, secret = false): P & FieldParts & { id: string } {
  const form = useContext(FormContext)
  const { name, value, error } = props
  const field = fieldOfName(name)
  const id = props.id ?? form?.idOf(field)
  if (id === undefined) throw new Error(`a field "${name}" outside of a form needs an id`)
  const typed = secret ? undefined : form?.typed[name]
  return { ...props, id, value: typed ?? value, error: error ?? form?.errorOf(field) }
}
