import { MOST_EMAIL } from "../../../worker/domain/identity/email.ts"
import { hasEmail } from "../../../worker/domain/identity/no-email.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { useText } from "../../ui/use-text.ts"
import { type AccountForm, AccountFrame, accountWords } from "./account-frame.tsx"

/** Changing the e-mail that one signs in with. */
export function EmailPage(props: AccountForm & { now: string }) {
  const text = useText()
  const { actor, state, now } = props
  const { email } = text.account
  return (
    <AccountFrame actor={actor} title={email.title} lead={email.lead}>
      <p>
        {email.now}
        {text.site.colon}
        {hasEmail(now) ? now : text.people.slips.noEmail}
      </p>
      <Form {...accountWords} state={state} action={paths.email()}>
        <Field
          name="email"
          type="email"
          label={email.next}
          autocomplete="email"
          maxlength={MOST_EMAIL}
          required
        />
        <Field
          name="password"
          type="password"
          label={email.password}
          hint={email.passwordHint}
          autocomplete="current-password"
          required
        />
        <Button look="primary">{email.submit}</Button>
      </Form>
    </AccountFrame>
  )
}
