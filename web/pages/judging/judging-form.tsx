import type { Fault } from "../../../worker/domain/errors.ts"
import { selectionFault } from "../../text/selection-sentence.ts"
import type { Text } from "../../text/text.ts"
import { FaultList } from "../../ui/fault-list.tsx"
import { Notice } from "../../ui/notice.tsx"

/** How a form is shown: its key, what was typed, and what is wrong with it. */
export interface JudgingForm {
  text: Text
  formKey: string
  typed: Record<string, string>
  faults: readonly Fault[]
  /** Somebody changed it meanwhile: what was typed stays, and is sent anew. */
  stale: boolean
}

/** Id of a field, which faults lead to. */
export const fieldId = (field: string) => `judging-${field}`

/** What is wrong with a field, in a sentence. */
export function errorOf({ text, faults }: JudgingForm, field: string): string | undefined {
  const fault = faults.find((one) => one.field === field)
  return fault && selectionFault(text, fault)
}

/** Everything that is wrong, above the forms of a page. */
export function JudgingFaults({ form }: { form: JudgingForm }) {
  const { text, faults, stale } = form
  return (
    <>
      {stale && (
        <Notice kind="error" live>
          {text.access.refusals.stale({})}
        </Notice>
      )}
      <FaultList
        faults={faults.map((fault) => ({
          fieldId: fault.field && fieldId(fault.field),
          sentence: selectionFault(text, fault) ?? fault.rule,
        }))}
      />
    </>
  )
}
