import type { Child } from "hono/jsx"
import type { Fault } from "../../../worker/domain/errors.ts"
import { selectionFault } from "../../text/selection-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Field } from "../../ui/field.tsx"
import type { FormWords } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

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

/** What is wrong with a field, in a sentence. */
export const rulesFault = (text: Text, fault: Fault) =>
  selectionFault(text, fault) ?? text.access.refusals.unexpected({})

/** How the forms of a programme call their fields and say what is wrong. */
export function rulesWords(text: Text): FormWords {
  const { rules } = text.programmes
  return {
    say: rulesFault,
    nameOf: (field) => labelOf(text, field),
    stale: { title: rules.staleTitle, lines: [rules.staleLook] },
  }
}

interface OneField {
  name: string
  /** Of a field in a row, whose number stands above it. */
  short?: boolean
  hint?: Child
  optional?: boolean
}

function partsOf({ name, short, hint, optional }: OneField) {
  const text = useText()
  const { hints, rows } = text.programmes.rules
  const own = rowField.exec(name)
  const label = short && own ? (rows[own[1] ?? ""]?.[own[3] ?? ""] ?? name) : labelOf(text, name)
  return { name, label, hint: hint ?? hints[name], note: optional ? text.site.optional : undefined }
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

/** How many rows a form shows: those that are typed, and `more` empty ones. */
export function rowCount(typed: FormState["typed"], prefix: string, more: number): number {
  const numbers = Object.keys(typed).flatMap((name) => {
    const found = rowField.exec(name)
    return found?.[1] === prefix ? [Number(found[2]) + 1] : []
  })
  return Math.max(0, ...numbers) + more
}
