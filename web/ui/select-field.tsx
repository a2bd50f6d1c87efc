import { describedBy, FieldFrame, type FieldProps } from "./field.tsx"

export type SelectFieldProps = Pick<
  FieldProps,
  "id" | "name" | "label" | "value" | "hint" | "error" | "note"
> & {
  options: { value: string; label: string }[]
}

/** One of many, without an island. */
export function SelectField({ id, name, label, value = "", hint, error, note, options }: SelectFieldProps) {
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
