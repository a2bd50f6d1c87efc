import { passwordLength } from "../../../worker/domain/identity/password.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { accountWords } from "../account/account-frame.tsx"

export interface NewPasswordPageProps {
  token: string
  email: string
  state: FormState
  /** The keys that the person made and that still work. */
  keys: readonly { name: string; organisation: string }[]
}

/** Setting a new password by the link of a letter; only the posted form uses the link up. */
export function NewPasswordPage({ token, email, state, keys }: NewPasswordPageProps) {
  const text = useText()
  const { reset, password } = text.account
  return (
    <Page title={reset.newTitle} current="signIn" description={reset.after}>
      <div class="form-narrow stack">
        <h1>{reset.newTitle}</h1>
        <p class="lead">{reset.newLead(email)}</p>
        <Form {...accountWords} state={state} action={paths.newPassword(token)}>
          {/* For password managers, which keep the new one under this name. */}
          <input type="email" name="email" value={email} autocomplete="username" hidden readonly />
          <Field
            name="password"
            label={password.next}
            type="password"
            hint={password.hint(passwordLength.min)}
            autocomplete="new-password"
            required
          />
          <p>{reset.after}</p>
          {keys.length > 0 && (
            <fieldset class="stack">
              <legend>{reset.keys}</legend>
              <ul>
                {keys.map((key) => (
                  <li>{reset.keyOf(key.name, key.organisation)}</li>
                ))}
              </ul>
              <label class="check">
                <input
                  type="checkbox"
                  name="endKeys"
                  value="yes"
                  checked={state.typed["endKeys"] === "yes"}
                />{" "}
                {reset.endKeys}
              </label>
            </fieldset>
          )}
          <Button look="primary">{reset.newSubmit}</Button>
        </Form>
      </div>
    </Page>
  )
}

/** A link that was used, is too old or never was. */
export function LinkOverPage({ purpose }: { purpose: "reset" | "email" }) {
  const text = useText()
  const { reset, verify } = text.account
  return (
    <Page
      title={reset.overTitle}
      current="signIn"
      description={purpose === "reset" ? reset.over : verify.over}
    >
      <div class="form-narrow stack">
        <h1>{reset.overTitle}</h1>
        <p class="lead">{purpose === "reset" ? reset.over : verify.over}</p>
        <div class="button-row">
          {purpose === "reset" ? (
            <LinkButton href={paths.passwordReset()} look="primary">
              {reset.overAgain}
            </LinkButton>
          ) : (
            <LinkButton href={paths.account()} look="primary">
              {verify.toAccount}
            </LinkButton>
          )}
          <LinkButton href={paths.signIn()}>{reset.toSignIn}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
