import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form, FormProblems } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { accountWords } from "../account/account-frame.tsx"
import { PasskeyForm, passkeyScripts } from "../account/passkey-form.tsx"

export interface CodePageProps {
  actor: SignedIn
  to?: string
  /** This session has nothing to pass (any more). */
  passed: boolean
  /** Whether the person has a passkey for this host, and an authenticator. */
  passkey: boolean
  authenticator: boolean
  state: FormState
}

/** The second step of signing in. */
export function CodePage(props: CodePageProps) {
  const text = useText()
  const { actor, to, passed, passkey, authenticator, state } = props
  const { code } = text.account
  const { passkeys } = text.factor
  return (
    <Page
      title={code.title}
      actor={actor}
      current="signIn"
      scripts={passkey && !passed ? passkeyScripts : undefined}
    >
      <div class="form-narrow stack">
        <h1>{code.title}</h1>
        {passed ? (
          <>
            <p class="lead">{code.passed}</p>
            <LinkButton href={paths.desk()} look="primary">
              {code.go}
            </LinkButton>
          </>
        ) : (
          <>
            <FormProblems {...accountWords} state={state} />
            <p class="lead">{authenticator ? code.lead : passkeys.onlyPasskeys}</p>
            {passkey && (
              <PasskeyForm
                how="get"
                action={paths.codePasskey()}
                options={paths.codePasskey()}
                button={passkeys.useAsCode}
                look="primary"
              >
                {to && <input type="hidden" name="to" value={to} />}
              </PasskeyForm>
            )}
            <Form {...accountWords} state={state} problemsElsewhere action={paths.signInCode()}>
              {to && <input type="hidden" name="to" value={to} />}
              <Field
                name="code"
                label={authenticator ? code.label : code.recoveryLabel}
                hint={authenticator ? code.hint : undefined}
                autocomplete="one-time-code"
                maxlength={40}
                required
              />
              <Button look={passkey ? "plain" : "primary"}>{code.submit}</Button>
            </Form>
            <p class="hint">{code.lost}</p>
          </>
        )}
      </div>
    </Page>
  )
}
