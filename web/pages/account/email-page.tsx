import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { useText } from "../../ui/use-text.ts"
import { type AccountForm, AccountFrame, Problem } from "./account-frame.tsx"

/** Changing the e-mail that one signs in with. */
export function EmailPage(props: AccountForm & { now: string; typed?: string }) {
  const text = useText()
  const { actor, formKey, problem, now, typed } = props
  const { email } = text.account
  return (
    <AccountFrame actor={actor} title={email.title} lead={email.lead}>
      <Problem problem={problem} />
      <p>
        {email.now}
        {text.site.colon}
        {now}
      </p>
      <form method="post" action={paths.email()} class="stack">
        <input type="hidden" name="key" value={formKey} />
        <Field
          id="email"
          name="email"
          type="email"
          label={email.next}
          value={typed}
          autocomplete="email"
          maxlength={254}
          required
          error={problem?.faults["email"]}
        />
        <Field
          id="password"
          name="password"
          type="password"
          label={email.password}
          hint={email.passwordHint}
          autocomplete="current-password"
          required
          error={problem?.faults["password"]}
        />
        <Button look="primary">{email.submit}</Button>
      </form>
    </AccountFrame>
  )
}
