import type { PropsWithChildren } from "hono/jsx"
import { describedBy, FieldNotes, type FieldProps } from "./field.tsx"
import { useField } from "./form-state.ts"

/** A box to tick, which sends `yes`, with what is wrong when it is not ticked. */
export function Tick(
  props: PropsWithChildren<
    Pick<FieldProps, "id" | "name" | "hint" | "error" | "required"> & { checked?: boolean }
  >,
) {
  const { id, name, hint, error, required, value } = useField({
    ...props,
    value: props.checked ? "yes" : undefined,
  })
  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          id={id}
          name={name}
          value="yes"
          checked={value === "yes"}
          required={required}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedBy(id, hint)}
        />
        <span>{props.children}</span>
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}
