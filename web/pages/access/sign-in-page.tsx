import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { freshForm } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { PasskeyForm, passkeyScripts } from "../account/passkey-form.tsx"

export interface SignInPageProps {
  email?: string
  to?: string
  /** What the last attempt was refused for. */
  refused?: string
  /** A new password was set by a link. */
  reset?: boolean
  /** So were the keys that its owner had made ended. */
  keysEnded?: boolean
  /** The browser carries a session that is over, or whose person belongs to no organisation any more. */
  ended?: boolean
}

/** The sign-in form; a refused attempt keeps the address that was typed. */
export function SignInPage({ email, to, refused, reset, keysEnded, ended }: SignInPageProps) {
  const text = useText()
  const { access } = text
  return (
    <Page
      title={access.signInTitle}
      current="signIn"
      description={text.descriptions.signIn}
      scripts={passkeyScripts}
    >
      <div class="form-narrow stack">
        <h1>{access.signInTitle}</h1>
        {reset && (
          <Notice kind="success" live>
            {keysEnded ? text.account.reset.doneKeys : text.account.reset.done}
          </Notice>
        )}
        {ended && <Notice kind="warning">{access.noMembership}</Notice>}
        <Form
          ids=""
          state={{ ...freshForm("", { email: email ?? "" }), refused: refused ?? null }}
          action={paths.signIn()}
        >
          {to && <input type="hidden" name="to" value={to} />}
          <Field name="email" label={access.account} autocomplete="username" required />
          <Field
            name="password"
            label={access.password}
            type="password"
            autocomplete="current-password"
            required
          />
          <Button look="primary">{access.signIn}</Button>
        </Form>
        <p>
          <a href={paths.passwordReset()}>{text.account.reset.link}</a>
        </p>
        <PasskeyForm
          how="get"
          action={paths.signInPasskey()}
          options={paths.signInPasskey()}
          button={text.factor.passkeys.signIn}
        >
          {to && <input type="hidden" name="to" value={to} />}
          <p class="hint">{text.factor.passkeys.signInLead}</p>
        </PasskeyForm>
      </div>
    </Page>
  )
}
