import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import type { SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { AccountFrame } from "./account-frame.tsx"

export interface CalendarPageProps {
  actor: SignedIn
  /** Since when there is an address; null without. */
  since: string | null
  /** The whole address, in the answer that made it and nowhere else. */
  made: string | null
  /** It was turned off just now. */
  ended: boolean
  formKey: string
}

/** The secret address of one's own calendar of deadlines. */
export function CalendarPage({ actor, since, made, ended, formKey }: CalendarPageProps) {
  const text = useText()
  const words = text.account.calendar
  return (
    <AccountFrame actor={actor} title={words.title} lead={words.lead}>
      {ended && (
        <Notice kind="success" live>
          {words.ended}
        </Notice>
      )}
      {made !== null && (
        <Notice kind="success" live title={words.made}>
          <Field
            id="calendar"
            name="calendar"
            label={words.address}
            value={made}
            hint={words.addressHint}
            autocomplete="off"
            readonly
          />
        </Notice>
      )}
      <p>{since === null ? words.off : words.on(formatTime(since))}</p>
      <ButtonForm action={paths.calendar()} formKey={formKey} class="stack">
        <Button look="primary">{since === null ? words.make : words.renew}</Button>
        {since !== null && <p class="hint">{words.renewHint}</p>}
      </ButtonForm>
      {since !== null && (
        <ButtonForm action={paths.calendarEnd()} formKey={formKey} class="stack">
          <Button look="danger">{words.end}</Button>
          <p class="hint">{words.endHint}</p>
        </ButtonForm>
      )}
    </AccountFrame>
  )
}
