import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { formOf } from "../../ui/form-state.ts"
import { formatDay } from "../../ui/format.ts"
import { Notice, type NoticeKind } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import { type AccountForm, AccountFrame, accountWords } from "./account-frame.tsx"
import { passkeyScripts } from "./passkey-form.tsx"
import { PasskeySection, type PasskeySectionProps } from "./passkey-section.tsx"

export interface FactorPageProps extends AccountForm {
  since: string
  /** Whether there is an authenticator; otherwise passkeys only. */
  authenticator: boolean
  codesLeft: number
  passkeys: Pick<PasskeySectionProps, "passkeys" | "host" | "keptLast" | "refused">
  /** The role needs it: it cannot be turned off. */
  needed: boolean
  /** The form that was refused. */
  sent?: "codes" | "off"
  notice?: { kind: NoticeKind; sentence: string }
}

/** A form that takes nothing but the password. */
function PasswordForm(props: FactorPageProps & { form: "codes" | "off"; action: string; button: string }) {
  const text = useText()
  const { form, action, button, state, sent } = props
  const { factor } = text.account
  return (
    <Form
      {...accountWords}
      ids={`${form}-`}
      state={formOf(state, sent, form)}
      action={action}
      class="stack form-narrow"
    >
      <Field
        name="password"
        type="password"
        label={factor.password}
        hint={factor.passwordHint}
        autocomplete="current-password"
        required
      />
      <Button look={form === "off" ? "danger" : "plain"}>{button}</Button>
    </Form>
  )
}

/** The second factor that is on: recovery codes, another authenticator, turning it off. */
export function FactorPage(props: FactorPageProps) {
  const text = useText()
  const { actor, state, since, authenticator, codesLeft, needed, notice, passkeys } = props
  const { factor } = text.account
  return (
    <AccountFrame
      actor={actor}
      title={factor.on}
      lead={factor.since(formatDay(text, since))}
      wide
      scripts={passkeyScripts}
    >
      {notice && (
        <Notice kind={notice.kind} live>
          {notice.sentence}
        </Notice>
      )}
      <section class="section stack">
        <h2>{factor.codesTitle}</h2>
        <p class="measure">{factor.codesLeft(codesLeft)}</p>
        <p class="measure">{factor.codesRenewHint}</p>
        <PasswordForm {...props} form="codes" action={paths.recoveryCodes()} button={factor.codesRenew} />
      </section>
      <PasskeySection formKey={state.formKey} {...passkeys} />
      <section class="section stack">
        <h2>{authenticator ? factor.replaceTitle : factor.addTitle}</h2>
        <p class="measure">{authenticator ? factor.replaceLead : factor.addLead}</p>
        <div>
          <LinkButton href={paths.secondFactor({ replace: "1" })}>
            {authenticator ? factor.replace : factor.add}
          </LinkButton>
        </div>
      </section>
      <section class="section stack">
        <h2>{factor.offTitle}</h2>
        <p class="measure">{needed ? factor.kept : factor.offText}</p>
        {!needed && (
          <PasswordForm
            {...props}
            form="off"
            action={paths.secondFactorRemoval()}
            button={factor.offSubmit}
          />
        )}
      </section>
    </AccountFrame>
  )
}
