import { MOST_EMAIL } from "../../../worker/domain/identity/email.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { accountWords } from "../account/account-frame.tsx"

/** Asking for the link to a new password; the same whether or not the e-mail has an account. */
export function ResetPage({ state }: { state: FormState }) {
  const text = useText()
  const { reset } = text.account
  return (
    <Page title={reset.title} current="signIn" description={reset.lead}>
      <div class="form-narrow stack">
        <h1>{reset.title}</h1>
        <p class="lead">{reset.lead}</p>
        <Form {...accountWords} state={state} action={paths.passwordReset()}>
          <Field
            name="email"
            label={text.access.email}
            type="email"
            autocomplete="username"
            maxlength={MOST_EMAIL}
            required
          />
          <Button look="primary">{reset.submit}</Button>
        </Form>
        <p>
          <a href={paths.signIn()}>{reset.toSignIn}</a>
        </p>
      </div>
    </Page>
  )
}

/** The letter is on its way, if there is an account. */
export function ResetSentPage() {
  const text = useText()
  const { reset } = text.account
  return (
    <Page title={reset.sentTitle} current="signIn" description={reset.sent}>
      <div class="form-narrow stack">
        <h1>{reset.sentTitle}</h1>
        <p class="lead">{reset.sent}</p>
        <div class="button-row">
          <LinkButton href={paths.signIn()} look="primary">
            {reset.toSignIn}
          </LinkButton>
          <LinkButton href={paths.passwordReset()}>{reset.again}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
