import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** Asking for the link to a new password; the same whether or not the e-mail has an account. */
export function ResetPage(props: { email?: string; error?: string; blocked?: string }) {
  const text = useText()
  const { email, error, blocked } = props
  const { reset } = text.account
  return (
    <Page title={reset.title} current="signIn" description={reset.lead}>
      <div class="form-narrow stack">
        <h1>{reset.title}</h1>
        {blocked && (
          <Notice kind="error" live>
            {blocked}
          </Notice>
        )}
        <p class="lead">{reset.lead}</p>
        <form method="post" action={paths.passwordReset()} class="stack">
          <Field
            id="email"
            name="email"
            label={text.access.email}
            type="email"
            value={email}
            autocomplete="username"
            maxlength={254}
            required
            error={error}
          />
          <Button look="primary">{reset.submit}</Button>
        </form>
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
