import { graceLength } from "../../../worker/domain/submission/lateness.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import type { VerificationView } from "./verification-view.ts"

const graceOptions = Array.from({ length: graceLength.most }, (_, at) => {
  const days = String(at + graceLength.least)
  return { value: days, label: days }
})

/** Sending a submission back: the reason, and the working days in which it stays in time. */
export function ReturnBox({ view }: { view: VerificationView }) {
  const text = useText()
  const { verification } = text
  const { slug } = view.estate
  if (!view.mayReturn) return null
  return (
    <details class="card return-box" open={view.returnError !== undefined}>
      <summary>{verification.returnTitle}</summary>
      <p>{verification.returnHint}</p>
      <TextArea
        id="return-reason"
        name="reason"
        label={verification.returnReason}
        value={view.returnReason}
        error={view.returnError}
        maxlength={MAX_REASON_TEXT}
      />
      {view.grants && (
        <SelectField
          id="return-days"
          name="days"
          label={verification.returnDays}
          hint={verification.returnDaysHint}
          value={String(view.graceDays)}
          options={graceOptions}
        />
      )}
      <Button look="danger" formaction={paths.returnSubmission(slug, view.quarter)}>
        {verification.returnButton}
      </Button>
    </details>
  )
}
