import { describedBy, FieldNotes, type FieldProps } from "./field.tsx"

export type SelectFieldProps = Pick<
  FieldProps,
  "id" | "name" | "label" | "value" | "hint" | "error" | "note"
> & {
  options: { value: string; label: string }[]
}

/** One of many, without an island. */
export function SelectField({ id, name, label, value = "", hint, error, note, options }: SelectFieldProps) {
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
        {note && <span class="field__optional">{note}</span>}
      </label>
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
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}
