import { DISTRICTS_NAMED, lastDue, needsName } from "../../../worker/domain/closing.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { SelectField } from "../../ui/select-field.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"
import { registryWords } from "../registry/registry-frame.tsx"
import { Confirmed } from "./confirmed.tsx"
import { Folded } from "./folded.tsx"
import type { DistrictRow, QuarterPageProps } from "./quarter-props.ts"

const left = (district: DistrictRow) => district.estates - (district.states["verified"] ?? 0)
const unverified = (districts: DistrictRow[]) => districts.reduce((sum, district) => sum + left(district), 0)

/** Before the deadline: what closing or releasing now takes away from companies. */
function Early({ early, deadlineDay, extended }: QuarterPageProps) {
  const text = useText()
  if (!early) return null
  return (
    <Notice kind="warning">{text.quarters.early(formatDay(text, lastDue(deadlineDay, extended)))}</Notice>
  )
}

/** A district closes its part; before the deadline it says why. */
export function Closing(props: QuarterPageProps) {
  const text = useText()
  const { quarter, districts, states, early } = props
  const { closing } = text.quarters
  const open = unverified(districts)
  return (
    <section class="card" id="closing">
      <h2>{closing.title}</h2>
      <p>{closing.text}</p>
      <Confirmed
        action={paths.closing(quarter)}
        state={states.closing}
        missing={closing.confirmNeeded}
        confirm={closing.confirm}
        button={closing.button(districts[0]?.name ?? "")}
      >
        <Notice kind={open > 0 ? "warning" : "success"}>
          {open > 0 ? closing.unverified(open) : closing.all}
        </Notice>
        <Early {...props} />
        {early && <TextArea name="reason" label={closing.reason} rows={2} hint={closing.reasonHint} />}
      </Confirmed>
    </section>
  )
}

/** A closed district is opened again: by itself, or by the city, which says which one. */
export function Reopening({ reopens, quarter, districts, states }: QuarterPageProps) {
  const text = useText()
  const words = text.quarters.reopening
  const closed = districts.filter(({ closedAt }) => closedAt !== null)
  const city = reopens === "any"
  return (
    <Folded id="reopening" title={words.title} state={states.reopening}>
      <p>{words.text}</p>
      <Form
        {...registryWords(text, paths.quarter(quarter))}
        ids="reopening-"
        state={states.reopening}
        action={paths.reopening(quarter)}
      >
        {city && (
          <SelectField
            name="place"
            label={text.quarters.district}
            value=""
            options={[
              { value: "", label: words.choose },
              ...closed.map(({ placeCode, name }) => ({ value: placeCode, label: name })),
            ]}
          />
        )}
        <TextArea name="reason" label={words.reason} rows={2} hint={words.reasonHint} />
        <div>
          <Button>{words.button(city ? "" : (closed[0]?.name ?? ""))}</Button>
        </div>
      </Form>
    </Folded>
  )
}

/** The city moves the deadline. */
export function Deadline({ quarter, deadlineDay, states }: QuarterPageProps) {
  const text = useText()
  const words = text.quarters.moving
  return (
    <Folded id="deadline" title={words.title} state={states.deadline}>
      <p>{words.text}</p>
      <Form
        {...registryWords(text, paths.quarter(quarter))}
        ids="deadline-"
        state={states.deadline}
        action={paths.deadline(quarter)}
      >
        <Field
          name="deadlineDay"
          type="date"
          label={words.day}
          value={deadlineDay}
          hint={words.dayHint(formatDay(text, deadlineDay))}
        />
        <TextArea name="reason" label={words.reason} rows={2} hint={words.reasonHint} />
        <div>
          <Button>{words.button}</Button>
        </div>
      </Form>
    </Folded>
  )
}

/** The city deletes a quarter that was opened by mistake. */
export function Removal({ quarter, states }: QuarterPageProps) {
  const text = useText()
  const words = text.quarters.removal
  return (
    <Folded id="removal" title={words.title} state={states.removal}>
      <p>{words.text}</p>
      <Confirmed
        action={paths.quarterRemoval(quarter)}
        state={states.removal}
        missing={words.confirmNeeded}
        confirm={words.confirm}
        button={words.button(formatPeriod(text, quarter))}
      />
    </Folded>
  )
}

/** Which districts have not closed, with how many of their estates stay out. */
function StaysOut({ open }: { open: DistrictRow[] }) {
  const { release: words, openDistrict, openRest } = useText().quarters
  if (open.length === 0) return <Notice kind="success">{words.all}</Notice>
  const named = open.slice(0, DISTRICTS_NAMED).map((district) => openDistrict(district.name, left(district)))
  return (
    <Notice kind="warning" title={words.open(open.length)}>
      <ul>
        {named.map((line) => (
          <li>{line}</li>
        ))}
        {open.length > DISTRICTS_NAMED && <li>{openRest(open.length - DISTRICTS_NAMED)}</li>}
      </ul>
    </Notice>
  )
}

/** Why the final release cannot be made yet. */
function NotYet({ rule, preliminary, windowDays, joined }: QuarterPageProps & { rule: string }) {
  const text = useText()
  const day = preliminary?.windowDay ?? ""
  const about = { day: day && formatDay(text, day), days: windowDays, n: joined }
  return (
    <section class="card" id="release">
      <h2>{text.quarters.release.title}</h2>
      <p>{refusalSentence(text, { rule, with: about })}</p>
    </section>
  )
}

/** The city releases finally; with something open or before the deadline it types the name of the quarter. */
export function Release(props: QuarterPageProps) {
  const text = useText()
  const { quarter, districts, states, early, waiting, begun } = props
  const words = text.quarters.release
  const open = districts.filter(({ closedAt }) => closedAt === null)
  const outside = unverified(districts.filter(({ closedAt }) => closedAt !== null))
  const asked = { open: open.length, waiting, begun }
  if (props.inTheWay) return <NotYet {...props} rule={props.inTheWay} />
  return (
    <section class="card" id="release">
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Confirmed
        action={paths.release(quarter)}
        state={states.release}
        missing={words.confirmNeeded}
        confirm={words.confirm}
        button={words.button(formatPeriod(text, quarter))}
      >
        <StaysOut open={open} />
        {outside > 0 && <Notice kind="warning">{words.outside(outside)}</Notice>}
        {waiting > 0 && <Notice kind="warning">{text.quarters.preliminary.waiting(waiting)}</Notice>}
        {begun > 0 && <Notice kind="warning">{text.quarters.preliminary.begun(begun)}</Notice>}
        <Early {...props} />
        {needsName(asked, early) && (
          <Field
            name="named"
            label={words.named}
            hint={words.namedHint(quarter)}
            autocomplete="off"
            maxlength={20}
          />
        )}
      </Confirmed>
    </section>
  )
}
