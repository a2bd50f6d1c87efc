import type { Fault } from "../../../worker/domain/errors.ts"
import { anyFault } from "../../text/any-fault.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { FaultList } from "../../ui/fault-list.tsx"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"

/** What a form shows besides its fields: what was typed, and why it was refused. */
export interface AwardForm {
  formKey: string
  typed: Record<string, string>
  faults: Fault[]
  /** Only a reason is missing. */
  explain: boolean
  /** Refused as a whole: the rule of its sentence. */
  refused: { rule: string; with?: Record<string, string | number> } | null
}

/** A form that nobody has sent yet. */
export function newForm(formKey: string, typed: Record<string, string> = {}): AwardForm {
  return { formKey, typed, faults: [], explain: false, refused: null }
}

/** Id of the input of a field. */
export const inputId = (field: string) => `a-${field}`

/** The sentence beside a field. */
export function faultBeside(text: Text, { faults, explain }: AwardForm, field: string): string | undefined {
  const fault = explain ? undefined : faults.find((one) => one.field === field)
  return fault && anyFault(text, fault)
}

/** Why a form was refused, above it: a sentence, or every fault with a link to its field. */
export function FormProblems({ form }: { form: AwardForm }) {
  const text = useText()
  const faults = form.faults.map((fault) => ({
    fieldId: form.explain ? inputId("reason") : fault.field && inputId(fault.field),
    sentence: anyFault(text, fault),
  }))
  return (
    <>
      {form.refused && (
        <Notice kind="error" live>
          {refusalSentence(text, form.refused)}
        </Notice>
      )}
      <FaultList faults={faults} title={form.explain ? text.registry.form.explainTitle : undefined} />
    </>
  )
}
