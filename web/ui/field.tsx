import type { Child } from "hono/jsx"
import { useField } from "./form-state.ts"

export interface FieldProps {
  /** Made of its name by the form that it stands in. */
  id?: string
  name: string
  label: Child
  type?: "text" | "email" | "password" | "search" | "date" | "number"
  value?: string
  unit?: string
  /** What to type, or where the number comes from. */
  hint?: Child
  /** What is wrong and what to do, in one sentence. */
  error?: string
  /** Shown beside the label, for example 选填. */
  note?: string
  required?: boolean
  disabled?: boolean
  readonly?: boolean
  autocomplete?: string
  /** `numeric` and `decimal` bring up the number pad and align to the right. */
  inputmode?: "numeric" | "decimal" | "text" | "search" | "email"
  maxlength?: number
  placeholder?: string
  /** Id of a datalist to choose from. */
  list?: string
  /** For islands: the key of the edition that the field holds. */
  dataKey?: string
  /** For islands: the value that counted last, which the field shows until somebody confirms or changes it. */
  "data-carry"?: string
  "data-unconfirmed"?: "yes"
}

function ErrorSign() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 1l7.500 13.500H.5zM7.200 6v4h1.600V6zm0 5.200v1.600h1.600v-1.600z" />
    </svg>
  )
}

/** The text under a field: hint and error, tied to it by `aria-describedby`. */
export function FieldNotes({ id, hint, error }: { id: string; hint?: Child; error?: string }) {
  return (
    <>
      {hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {/* Always there, so that an island can fill it and a screen reader hears the change. */}
      <p class="field__error" id={`${id}-error`} hidden={!error} aria-live="polite">
        {error && <ErrorSign />}
        {error}
      </p>
    </>
  )
}

/** What every kind of field stands in: its label and note above it, hint and error below. */
export function FieldFrame(
  props: Pick<FieldProps, "label" | "note" | "hint" | "error"> & { id: string; children: Child },
) {
  const { id, label, note, hint, error, children } = props
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
        {note && <span class="field__optional">{note}</span>}
      </label>
      {children}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}

/** Value of `aria-describedby` for a field with these notes. */
export function describedBy(id: string, hint: unknown): string {
  return hint ? `${id}-error ${id}-hint` : `${id}-error`
}

/** One line of input with its label, unit, hint and error. */
export function Field(props: FieldProps) {
  const shown = useField(props, props.type === "password")
  const { id, label, unit, hint, error, note, type = "text", inputmode, dataKey, ...rest } = shown
  const number = inputmode === "numeric" || inputmode === "decimal"
  return (
    <FieldFrame id={id} label={label} note={note} hint={hint} error={error}>
      <div class="field__line">
        <input
          class={number ? "input input--number" : "input"}
          id={id}
          type={type}
          inputmode={inputmode}
          data-key={dataKey}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedBy(id, hint)}
          {...rest}
        />
        {unit && <span class="field__unit">{unit}</span>}
      </div>
    </FieldFrame>
  )
}
