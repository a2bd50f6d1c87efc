import type { Fault } from "../../../worker/domain/errors.ts"
import { CARRY_RULE } from "../../../worker/domain/submission/carried.ts"
import { isAnswer } from "../../../worker/domain/submission/questions.ts"
import { MAX_REASON_TEXT } from "../../../worker/domain/submission/typed-text.ts"
import { paths } from "../../paths.ts"
import { faultSentence, faultSentences, readTogether } from "../../text/fault-sentence.ts"
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
  const fields = byField(view)
  if (fields.length === 0) return null
  const form = paths.submission(view.estate.slug, view.quarter)
  return (
    <section>
      <h2>{text.filing.check.soft(fields.length)}</h2>
      <ul class="faults">
        {fields.map(([key, faults]) => {
          const sentences = faultSentences(text, view.specs, faults)
          const place = isAnswer(key) ? questionPlace(key) : view.mine.has(key) ? fieldId(key) : null
          return (
            <li>
              {place === null ? sentences.join(" ") : <a href={`${form}#${place}`}>{sentences.join(" ")}</a>}
            </li>
          )
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

/** All that one reason answers, a line each. */
function ToldTogether({
  view,
  field,
  faults,
}: {
  view: FilingView
  field: string
  faults: readonly Fault[]
}) {
  const text = useText()
  const title = view.specs.get(field)?.title[text.language]
  return (
    <>
      {title && <h3>{title}</h3>}
      <ul class="faults">
        {faultSentences(text, view.specs, faults, "told").map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

/** What asks for a reason before it is sent; `attempted`: what still lacks it says so. */
export function Reasons({ view, attempted }: { view: FilingView; attempted: boolean }) {
  const text = useText()
  const { check, form } = text.filing
  const fields = byField(view)
  if (fields.length === 0) return null
  return (
    <section>
      <h2>{check.soft(fields.length)}</h2>
      {fields.map(([key, faults]) => {
        const tooLong = view.hard.find((one) => one.field === key && one.rule === "reason_too_long")
        const given = faults.every((fault) => fault.with?.["reason"])
        const several = readTogether(faults).length
        const label =
          several > 1 ? check.together(several) : faultSentences(text, view.specs, faults).join(" ")
        return (
          <div class="stack">
            {several > 1 && <ToldTogether view={view} field={key} faults={faults} />}
            <TextArea
              id={`r-${key}`}
              name={`r:${key}`}
              label={label}
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
          </div>
        )
      })}
    </section>
  )
}
