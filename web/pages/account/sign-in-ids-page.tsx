import { signInNameLength } from "../../../worker/domain/identity/sign-in-id.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { useText } from "../../ui/use-text.ts"
import { type AccountForm, AccountFrame, accountWords } from "./account-frame.tsx"

/** Most characters of either field: as long as a number with its spaces and country code. */
const MOST_TYPED = 40

/** A name and a mobile number that one signs in with, beside the e-mail. */
export function SignInIdsPage({ actor, state }: AccountForm) {
  const text = useText()
  const { signInIds } = text.account
  return (
    <AccountFrame actor={actor} title={signInIds.title} lead={signInIds.lead}>
      <Form {...accountWords} state={state} action={paths.signInIds()}>
        <Field
          name="signInName"
          label={signInIds.name}
          note={text.site.optional}
          hint={signInIds.nameHint(signInNameLength)}
          autocomplete="username"
          maxlength={MOST_TYPED}
        />
        <Field
          name="mobile"
          label={signInIds.mobile}
          note={text.site.optional}
          hint={signInIds.mobileHint}
          autocomplete="tel"
          inputmode="numeric"
          maxlength={MOST_TYPED}
        />
        <Field
          name="password"
          type="password"
          label={signInIds.password}
          autocomplete="current-password"
          required
        />
        <Button look="primary">{signInIds.submit}</Button>
      </Form>
    </AccountFrame>
  )
}
