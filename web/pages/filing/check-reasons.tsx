import type { Fault } from "../../../worker/domain/errors.ts"
import { CARRY_RULE } from "../../../worker/domain/submission/carried.ts"
import { isAnswer } from "../../../worker/domain/submission/questions.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { formatTime } from "../../ui/format.ts"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FilingView, fieldId, questionPlace } from "./filing-view.ts"

/** Lasting answers that nobody has confirmed: nothing is sent before; one that stays empty has its reason in the form. */
export const carryOpen = ({ soft }: FilingView) =>
  soft.filter(({ rule, with: told }) => rule === CARRY_RULE && !told?.["reason"])

/** Soft faults by the field that carries their reason: one reason answers all of a field. */
function byField(view: FilingView): [field: string, faults: Fault[]][] {
  const fields = new Map<string, Fault[]>()
  const open = new Set(carryOpen(view))
  for (const fault of view.soft.filter((one) => !open.has(one)))
    fields.set(fault.field ?? "", [...(fields.get(fault.field ?? "") ?? []), fault])
  return [...fields]
}

/** Where nothing can be submitted yet no reason is typed either: it would be lost on the way back to the form. */
export function ReasonsInForm({ view }: { view: FilingView }) {
  const text = useText()
  const open = new Set(carryOpen(view))
  const soft = view.soft.filter((one) => !open.has(one))
  if (soft.length === 0) return null
  const form = paths.submission(view.estate.slug, view.quarter)
  return (
    <section>
      <h2>{text.filing.check.soft(soft.length)}</h2>
      <ul class="missing-list">
        {soft.map((fault) => {
          const sentence = faultSentence(text, view.specs, fault)
          const key = fault.field ?? ""
          const place = isAnswer(key) ? questionPlace(key) : view.mine.has(key) ? fieldId(key) : null
          return <li>{place === null ? sentence : <a href={`${form}#${place}`}>{sentence}</a>}</li>
        })}
      </ul>
    </section>
  )
}

/** What was asked, and the way to its field: a value that is changed is an answer too. */
function AskedHint({ view, name }: { view: FilingView; name: string }) {
  const text = useText()
  const { returned } = text.filing
  const notes = view.questions.find((one) => one.name === name)?.notes ?? []
  return (
    <>
      {notes.map(({ words, level, at }) => (
        <>
          {words} {returned.told(text.site.providers[level], formatTime(at))}{" "}
        </>
      ))}
      <a href={`${paths.submission(view.estate.slug, view.quarter)}#${questionPlace(name)}`}>
        {returned.toField}
      </a>
    </>
  )
}

/** What asks for a reason before it is sent; `attempted`: what still lacks it says so. */
export function Reasons({ view, attempted }: { view: FilingView; attempted: boolean }) {
  const text = useText()
  const { check, form } = text.filing
  if (view.soft.length === 0) return null
  return (
    <section>
      <h2>{check.soft(view.soft.length)}</h2>
      {byField(view).map(([key, faults]) => {
        const tooLong = view.hard.find((one) => one.field === key && one.rule === "reason_too_long")
        const given = faults.every((fault) => fault.with?.["reason"])
        return (
          <TextArea
            id={`r-${key}`}
            name={`r:${key}`}
            label={faults.map((fault) => faultSentence(text, view.specs, fault)).join(" ")}
            value={view.reasons.get(key) ?? ""}
            hint={isAnswer(key) ? <AskedHint view={view} name={key} /> : form.reasonHint}
            error={
              tooLong
                ? faultSentence(text, view.specs, tooLong)
                : attempted && !given
                  ? check.reasonNeeded
                  : undefined
            }
            maxlength={MAX_REASON_TEXT}
            rows={2}
            required
          />
        )
      })}
    </section>
  )
}
