import type { Child } from "hono/jsx"
import type { RulesFault } from "../../../worker/domain/selection/rules-parts.ts"
import { selectionFault } from "../../text/selection-sentence.ts"
import type { Text } from "../../text/text.ts"
import { FaultList } from "../../ui/fault-list.tsx"
import { Field } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

/** What the fields of a part know: what was typed, and what is wrong with it. */
export interface RulesForm {
  typed: Record<string, string>
  faults: readonly Pick<RulesFault, "rule" | "field" | "with">[]
}

/** Id of the input of a field. */
export const fieldId = (name: string) => `f-${name.replaceAll(".", "-")}`

/** The sentence of a fault. */
export const faultOf = (text: Text, fault: RulesForm["faults"][number]) =>
  selectionFault(text, fault) ?? text.access.refusals.unexpected({})

/** The sentence beside a field. */
export function errorOf({ faults }: RulesForm, name: string): string | undefined {
  const text = useText()
  const fault = faults.find(({ field }) => field === name)
  return fault && faultOf(text, fault)
}

const rowField = /^([a-z])\.(\d+)\.(\w+)$/

/** What a field is called; one of a row with the row's number. */
export function labelOf(text: Text, name: string): string {
  const { fields, rows } = text.programmes.rules
  const [, prefix = "", at = "", own = ""] = rowField.exec(name) ?? []
  const row = rows[prefix]
  if (!row)
    return fields[name.replace(/\.\d$/, "")] ?? (name.startsWith("tie.") ? (fields["ties"] ?? "") : name)
  return `${row["name"]} ${Number(at) + 1} ${row[own] ?? ""}`.trim()
}

/** Everything that is wrong, above a form, each with the name of its field. */
export function RulesFaults({ faults, title }: Pick<RulesForm, "faults"> & { title?: string }) {
  const text = useText()
  const list = faults.map((fault) => ({
    fieldId: fieldId(fault.field),
    sentence: `${labelOf(text, fault.field)}${text.site.colon}${faultOf(text, fault)}`,
  }))
  return <FaultList faults={list} title={title} />
}

interface OneField {
  form: RulesForm
  name: string
  /** Of a field in a row, whose number stands above it. */
  short?: boolean
  hint?: Child
  optional?: boolean
}

function partsOf({ form, name, short, hint, optional }: OneField) {
  const text = useText()
  const { typed } = form
  const { hints, rows } = text.programmes.rules
  const own = rowField.exec(name)
  const label = short && own ? (rows[own[1] ?? ""]?.[own[3] ?? ""] ?? name) : labelOf(text, name)
  return {
    id: fieldId(name),
    name,
    label,
    value: typed[name] ?? "",
    hint: hint ?? hints[name],
    note: optional ? text.site.optional : undefined,
    error: errorOf(form, name),
  }
}

/** One line of text. */
export function TextField(props: OneField & { maxlength?: number }) {
  return <Field {...partsOf(props)} maxlength={props.maxlength} autocomplete="off" />
}

/** A whole number. */
export function NumberField(props: OneField & { unit?: string }) {
  return <Field {...partsOf(props)} inputmode="numeric" unit={props.unit} maxlength={12} autocomplete="off" />
}

/** A day. */
export function DayField(props: OneField) {
  return <Field {...partsOf(props)} type="date" maxlength={40} />
}

/** Several lines. */
export function LinesField(props: OneField & { rows?: number; maxlength?: number }) {
  return <TextArea {...partsOf(props)} rows={props.rows} maxlength={props.maxlength} />
}

/** One of several. */
export function ChoiceField(props: OneField & { options: { value: string; label: string }[] }) {
  return <SelectField {...partsOf(props)} options={props.options} />
}

/** A box to tick, with what is wrong when it is not. */
export function TickField({ form, name, children }: { form: RulesForm; name: string; children: Child }) {
  const error = errorOf(form, name)
  const id = fieldId(name)
  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          id={id}
          name={name}
          value="yes"
          checked={form.typed[name] === "yes"}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={`${id}-error`}
        />
        <span>{children}</span>
      </label>
      <p class="field__error" id={`${id}-error`} hidden={!error}>
        {error}
      </p>
    </div>
  )
}

/** How many rows a form shows: those that are typed, and `more` empty ones. */
export function rowCount({ typed }: RulesForm, prefix: string, more: number): number {
  const numbers = Object.keys(typed).flatMap((name) => {
    const found = rowField.exec(name)
    return found?.[1] === prefix ? [Number(found[2]) + 1] : []
  })
  return Math.max(0, ...numbers) + more
}
