import { passwordLength } from "../../../worker/domain/identity/password.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { useText } from "../../ui/use-text.ts"
import { type AccountForm, AccountFrame, Problem } from "./account-frame.tsx"

/** Changing one's own password. */
export function PasswordPage({ actor, formKey, problem }: AccountForm) {
  const text = useText()
  const { password } = text.account
  return (
    <AccountFrame actor={actor} title={password.title} lead={password.lead}>
      <Problem problem={problem} />
      <form method="post" action={paths.password()} class="stack">
        <input type="hidden" name="key" value={formKey} />
        <Field
          id="current"
          name="current"
          type="password"
          label={password.current}
          autocomplete="current-password"
          required
          error={problem?.faults["current"]}
        />
        <Field
          id="password"
          name="password"
          type="password"
          label={password.next}
          hint={password.hint(passwordLength.min)}
          autocomplete="new-password"
          required
          error={problem?.faults["password"]}
        />
        <Button look="primary">{password.submit}</Button>
      </form>
    </AccountFrame>
  )
}
