import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"

export function SignInPage(props: { text: Text; email?: string; to?: string; wrong?: boolean }) {
  const { text, email, to, wrong } = props
  const { access } = text
  return (
    <Page text={text} title={access.signInTitle} current="signIn">
      <div class="form-narrow">
        <h1>{access.signInTitle}</h1>
        {wrong && (
          <Notice kind="error" live>
            {access.signInWrong}
          </Notice>
        )}
        <form method="post" action={paths.signIn()} class="stack">
          {to && <input type="hidden" name="to" value={to} />}
          <Field
            id="email"
            name="email"
            label={access.email}
            type="email"
            value={email}
            autocomplete="username"
            required
          />
          <Field
            id="password"
            name="password"
            label={access.password}
            type="password"
            autocomplete="current-password"
            required
          />
          <Button look="primary">{access.signIn}</Button>
        </form>
      </div>
    </Page>
  )
}
