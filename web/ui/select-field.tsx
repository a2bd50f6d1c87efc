import { describedBy, FieldFrame, type FieldProps } from "./field.tsx"
import { useField } from "./form-state.ts"

export type SelectFieldProps = Pick<
  FieldProps,
  "id" | "name" | "label" | "value" | "hint" | "error" | "note"
> & {
  options: { value: string; label: string }[]
}

/** One of many, without an island. */
export function SelectField(props: SelectFieldProps) {
  const { id, name, label, value = "", hint, error, note, options } = useField(props)
  return (
    <FieldFrame id={id} label={label} note={note} hint={hint} error={error}>
      <select
        class="input"
        id={id}
        name={name}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, hint)}
      >
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
