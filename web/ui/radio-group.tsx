import type { Child } from "hono/jsx"
import { describedBy, FieldNotes } from "./field.tsx"
import { useField } from "./form-state.ts"

export interface RadioGroupProps {
  /** Of the group; each choice gets `<id>-<value>`. */
  id?: string
  name: string
  legend: Child
  value?: string
  choices: { value: string; label: string; note?: string }[]
  hint?: Child
  error?: string
  /** Choices beside each other (yes or no). */
  row?: boolean
  disabled?: boolean
}

/** One of a few: every choice is visible. */
export function RadioGroup(props: RadioGroupProps) {
  const { id, name, legend, value, choices, hint, error, row, disabled } = useField(props)
  return (
    <fieldset
      class="field"
      id={id}
      aria-describedby={describedBy(id, hint)}
      aria-invalid={error ? "true" : undefined}
    >
      <legend class="field__label">{legend}</legend>
      <div class={row ? "choices choices--row" : "choices"}>
        {choices.map((choice) => (
          <label class="choice">
            <input
              type="radio"
              id={`${id}-${choice.value}`}
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={disabled}
            />
            <span>
              {choice.label}
              {choice.note && <span class="choice__note">{choice.note}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </fieldset>
  )
}
