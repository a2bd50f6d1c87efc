import type { UnavailableRule } from "../../../worker/domain/unavailable.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** A form that could not be written, to be sent again as it was. */
export interface KeptForm {
  action: string
  fields: readonly (readonly [name: string, value: string])[]
}

export interface UnavailablePageProps {
  rule: UnavailableRule
  requestId: string
  /** Seconds until trying again makes sense. */
  seconds: number
  /** Whether something was to be written. */
  writing: boolean
  /** Null where it cannot be sent again from here: files and passwords are not kept. */
  form: KeptForm | null
  /** The page that shows whether something was written: the one that the form stood on. */
  from: string | null
  /** The address of the page that was asked for, to ask again; null for a write. */
  page: string | null
}

/** What does not answer for now, whether anything was written and how to see it, and the form to be sent again. */
export function UnavailablePage(props: UnavailablePageProps) {
  const text = useText()
  const { rule, requestId, seconds, writing, form, from, page } = props
  const { unavailable, access } = text
  const doubt = rule === "outcome_unknown"
  const title = doubt ? unavailable.doubtTitle : unavailable.title
  return (
    <Page title={title} description={unavailable.sentences[rule]}>
      <h1>{title}</h1>
      <p class="lead">{unavailable.sentences[rule]}</p>
      {doubt && <p>{unavailable.howToSee}</p>}
      <p>
        {writing && !doubt && unavailable.notWritten}
        {unavailable.again(seconds)}
        {writing && (form ? unavailable.retrySafe : unavailable.retryTyped)}
      </p>
      <div class="button-row">
        {form && (
          <form method="post" action={form.action}>
            {form.fields.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <Button look="primary">{unavailable.retry}</Button>
          </form>
        )}
        {page !== null && (
          <LinkButton href={page} look="primary">
            {unavailable.retry}
          </LinkButton>
        )}
        {from !== null && <LinkButton href={from}>{unavailable.look}</LinkButton>}
        <LinkButton href={paths.home()}>{access.error.toHome}</LinkButton>
      </div>
      <p class="hint">{access.error.requestId(requestId)}</p>
    </Page>
  )
}
