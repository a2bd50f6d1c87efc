import { parseKeyValue } from "../../../worker/domain/scoring/keys.ts"
import { reasonClasses } from "../../../worker/domain/submission/adjustments.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import type { Text } from "../../text/text.ts"
import { Field } from "../../ui/field.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { valueWords } from "../desk/value-words.ts"
import { type AnsweredQuestion, rowId, type ValueView, type VerificationView } from "./verification-view.ts"

function Marks({ row }: { row: ValueView }) {
  const text = useText()
  const { site, verification } = text
  const { earlier } = row
  return (
    <>
      <span class="state">
        {row.checked && `${site.states[row.checked]} · `}
        {site.providers[row.provider]}
        {row.onBehalf && ` · ${site.onBehalf}`}
      </span>
      {row.previous !== undefined && (
        <span class="state">
          {verification.previous} {valueWords(text, row.spec, row.previous)}
        </span>
      )}
      {earlier.map((one) => (
        <p class="finding">
          {(one.past ? verification.past : verification.earlier)(
            site.providers[one.level],
            verification.decisions[one.decision as keyof typeof verification.decisions],
          )}{" "}
          {one.checked} {one.reasonClass && text.site.aside(text.adjustments.reasonClasses[one.reasonClass])}{" "}
          {one.reason}
        </p>
      ))}
      {row.answered && <Answered answered={row.answered} spec={row.spec} />}
      {row.flags.map((flag) => (
        <p class="flag">{flag}</p>
      ))}
      {row.flags.length > 0 && (
        <p class="flag__reason">
          {row.explained ? verification.explained(row.explained) : verification.unexplained}
        </p>
      )}
    </>
  )
}

/** What was answered to what came back: in words, by another value, or not at all. */
function Answered({ answered, spec }: { answered: AnsweredQuestion; spec: ValueView["spec"] }) {
  const text = useText()
  const { answer, state, filed } = answered
  const { verification } = text
  return (
    <p class={`finding asked__answer asked__answer--${state}`}>
      {answer !== null && verification.answered(answer)}
      {answer === null && state === "changed" && verification.answeredByValue(filedWords(text, spec, filed))}
      {state === "open" && verification.unanswered}
    </p>
  )
}

/** A text in the edition's format as a reader knows it. */
function filedWords(text: Text, spec: ValueView["spec"], filed: string): string {
  const read = filed === "" ? null : parseKeyValue(spec, filed)
  return valueWords(text, spec, read && "value" in read ? read.value : null)
}

function Decision({ row }: { row: ValueView }) {
  const text = useText()
  const { verification, adjustments } = text
  const { key } = row.spec
  const { decision, checkedText, reasonClass, reason } = row.decision
  const id = rowId(key)
  return (
    <details
      class="decision"
      open={
        decision !== "accepted" ||
        row.theirs !== undefined ||
        (row.error ?? row.classError ?? row.reasonError) !== undefined
      }
    >
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
    </details>
  )
}

/** One value: what was filed, last quarter's, what stands out, and the decision on it. */
export function ValueRow({ view, row }: { view: VerificationView; row: ValueView }) {
  const text = useText()
  const flagged = row.flags.length > 0
  return (
    <li
      class={flagged ? "value-row value-row--flagged" : "value-row"}
      id={rowId(row.spec.key)}
      tabindex={-1}
      data-row
    >
      <div class="value-row__head">
        <span class="value-row__title">{row.spec.title[text.language]}</span>
        <span class="value-row__value">{valueWords(text, row.spec, row.typed)}</span>
      </div>
      <div class="value-row__notes">
        <Marks row={row} />
      </div>
      {view.deciding && <Decision row={row} />}
    </li>
  )
}
