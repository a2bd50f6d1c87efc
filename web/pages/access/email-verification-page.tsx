import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** Confirming an e-mail by the link of a letter; only the button uses it up. */
export function EmailVerificationPage(props: { token: string; email: string; isNew: boolean }) {
  const text = useText()
  const { token, email, isNew } = props
  const { verify } = text.account
  return (
    <Page title={verify.title} description={text.descriptions.verifyEmail}>
      <div class="form-narrow stack">
        <h1>{verify.title}</h1>
        <p class="lead">{(isNew ? verify.leadNew : verify.lead)(email)}</p>
        <form method="post" action={paths.emailVerification(token)}>
          <Button look="primary">{verify.submit}</Button>
        </form>
      </div>
    </Page>
  )
}

/** The e-mail is confirmed. */
export function EmailVerifiedPage() {
  const text = useText()
  const { verify } = text.account
  return (
    <Page title={verify.doneTitle} description={verify.done}>
      <div class="form-narrow stack">
        <h1>{verify.doneTitle}</h1>
        <p class="lead">{verify.done}</p>
        <LinkButton href={paths.account()} look="primary">
          {verify.toAccount}
        </LinkButton>
      </div>
    </Page>
  )
}
