import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay } from "../../ui/format.ts"
import { Notice, type NoticeKind } from "../../ui/notice.tsx"
import { type AccountForm, AccountFrame, Problem } from "./account-frame.tsx"

export interface FactorPageProps extends AccountForm {
  since: string
  codesLeft: number
  /** The role needs it: it cannot be turned off. */
  needed: boolean
  /** The form that was refused. */
  refused?: "codes" | "off"
  notice?: { kind: NoticeKind; sentence: string }
}

/** A form that takes nothing but the password. */
function PasswordForm(props: FactorPageProps & { form: "codes" | "off"; action: string; button: string }) {
  const { text, form, action, button, formKey, problem, refused } = props
  const { factor } = text.account
  return (
    <form method="post" action={action} class="stack form-narrow">
      <input type="hidden" name="key" value={formKey} />
      <Field
        id={`${form}-password`}
        name="password"
        type="password"
        label={factor.password}
        hint={factor.passwordHint}
        autocomplete="current-password"
        required
        error={refused === form ? problem?.faults[`${form}-password`] : undefined}
      />
      <Button look={form === "off" ? "danger" : "plain"}>{button}</Button>
    </form>
  )
}

/** The second factor that is on: recovery codes, another authenticator, turning it off. */
export function FactorPage(props: FactorPageProps) {
  const { text, actor, since, codesLeft, needed, problem, notice } = props
  const { factor } = text.account
  return (
    <AccountFrame
      text={text}
      actor={actor}
      title={factor.on}
      lead={factor.since(formatDay(text, since))}
      wide
    >
      {notice && (
        <Notice kind={notice.kind} live>
          {notice.sentence}
        </Notice>
      )}
      <Problem text={text} problem={problem} />
      <section class="section stack">
        <h2>{factor.codesTitle}</h2>
        <p class="measure">{factor.codesLeft(codesLeft)}</p>
        <p class="measure">{factor.codesRenewHint}</p>
        <PasswordForm {...props} form="codes" action={paths.recoveryCodes()} button={factor.codesRenew} />
      </section>
      <section class="section stack">
        <h2>{factor.replaceTitle}</h2>
        <p class="measure">{factor.replaceLead}</p>
        <div>
          <LinkButton href={paths.secondFactor({ replace: "1" })}>{factor.replace}</LinkButton>
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
