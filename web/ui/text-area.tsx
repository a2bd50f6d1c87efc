import { describedBy, FieldFrame, type FieldProps } from "./field.tsx"
import { useField } from "./form-state.ts"

export type TextAreaProps = Pick<
  FieldProps,
  | "id"
  | "name"
  | "label"
  | "value"
  | "hint"
  | "error"
  | "note"
  | "required"
  | "maxlength"
  | "disabled"
  | "readonly"
> & { rows?: number }

/** Several lines of input: a reason, a remark. */
export function TextArea(props: TextAreaProps) {
  const { id, label, value = "", hint, error, note, rows = 4, ...rest } = useField(props)
  return (
    <FieldFrame id={id} label={label} note={note} hint={hint} error={error}>
      <textarea
        class="input input--area"
        id={id}
        rows={rows}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, hint)}
        {...rest}
      >
        {value}
      </textarea>
    </FieldFrame>
  )
}
