import type { MemberActor } from "../../../worker/domain/actor.ts"
import { passwordLength } from "../../../worker/domain/identity/password.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { useText } from "../../ui/use-text.ts"
import { type AccountForm, AccountFrame, accountWords } from "./account-frame.tsx"

/** Changing one's own password. */
export function PasswordPage({ actor, state }: AccountForm & { actor: Pick<MemberActor, "passwordDue"> }) {
  const text = useText()
  const { password } = text.account
  return (
    <AccountFrame
      actor={actor}
      title={password.title}
      lead={actor.passwordDue ? password.firstLead : password.lead}
    >
      <Form {...accountWords} state={state} action={paths.password()}>
        <Field
          name="current"
          type="password"
          label={password.current}
          autocomplete="current-password"
          required
        />
        <Field
          name="password"
          type="password"
          label={password.next}
          hint={password.hint(passwordLength.min)}
          autocomplete="new-password"
          required
        />
        <Button look="primary">{password.submit}</Button>
      </Form>
    </AccountFrame>
  )
}
