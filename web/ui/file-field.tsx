import { describedBy, FieldFrame, type FieldProps } from "./field.tsx"
import { useField } from "./form-state.ts"

/** Files of rows: CSV and workbooks. */
export const tableTypes =
  ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/** Where files are chosen. */
export function FileField(
  props: Pick<FieldProps, "id" | "label" | "hint" | "note" | "error" | "required"> & {
    name?: string
    accept: string
    multiple?: boolean
    /** Opens a phone's camera. */
    capture?: "environment"
  },
) {
  const { name, id, label, hint, note, error, accept, multiple, capture, required } = useField({
    ...props,
    name: props.name ?? "file",
  })
  return (
    <FieldFrame id={id} label={label} hint={hint} note={note} error={error}>
      <input
        class="input"
        type="file"
        id={id}
        name={name}
        accept={accept}
        multiple={multiple}
        capture={capture}
        required={required}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, hint)}
      />
    </FieldFrame>
  )
}
