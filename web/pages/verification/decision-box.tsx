import { reasonClasses } from "../../../worker/domain/submission/adjustments.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { Field } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { EffectLine } from "./effects-card.tsx"
import { rowId, type ValueView, type VerificationView } from "./verification-view.ts"

/** What is decided of one value: folded while it is accepted. */
export function DecisionBox({ view, row }: { view: VerificationView; row: ValueView }) {
  const text = useText()
  const { verification, adjustments } = text
  const { key } = row.spec
  const { decision, checkedText, reasonClass, reason } = row.decision
  const id = rowId(key)
  const wrong = (row.error ?? row.classError ?? row.reasonError) !== undefined
  return (
    <details class="decision" open={decision !== "accepted" || row.theirs !== undefined || wrong}>
      <summary>
        {decision === "accepted" ? verification.adjustOpen : verification.decisions[decision]}
      </summary>
      {row.was && <input type="hidden" name={`w:${key}`} value={row.was} />}
      {row.theirs && (
        <fieldset class="decision__theirs">
          <legend>{row.theirs}</legend>
          {(["mine", "theirs"] as const).map((one) => (
            <label class="choice">
              <input type="radio" name={`o:${key}`} value={one} checked={one === "mine"} />
              <span>{verification.saved.choose[one]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {row.savedBy && !row.theirs && <p class="hint">{row.savedBy}</p>}
      <fieldset class="decision__choices">
        <legend class="hidden-text">
          {verification.decision}
          {text.site.colon}
          {row.spec.title[text.language]}
        </legend>
        {(["accepted", "adjusted", "asked"] as const).map((one) => (
          <label class="choice">
            <input type="radio" name={`d:${key}`} value={one} checked={one === decision} />
            <span>{verification.decisions[one]}</span>
          </label>
        ))}
      </fieldset>
      <div class="decision__fields">
        <Field
          id={`${id}-checked`}
          name={`c:${key}`}
          label={verification.checkedValue}
          value={checkedText}
          unit={row.spec.unit?.[text.language]}
          error={row.error}
        />
        <SelectField
          id={`${id}-class`}
          name={`k:${key}`}
          label={adjustments.reasonClass}
          hint={adjustments.reasonClassHint}
          value={reasonClass}
          error={row.classError}
          options={[
            { value: "", label: adjustments.chooseClass },
            ...reasonClasses.map((value) => ({ value, label: adjustments.reasonClasses[value] })),
          ]}
        />
        <TextArea
          id={`${id}-reason`}
          name={`r:${key}`}
          label={verification.decisionReason}
          value={reason}
          error={row.reasonError}
          maxlength={MAX_REASON_TEXT}
          rows={2}
        />
      </div>
      <EffectLine view={view} of={key} />
    </details>
  )
}
