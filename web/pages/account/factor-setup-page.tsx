import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { Notice } from "../../ui/notice.tsx"
import { QrImage } from "../../ui/qr-image.tsx"
import { useText } from "../../ui/use-text.ts"
import { type AccountForm, AccountFrame, accountWords } from "./account-frame.tsx"
import { passkeyScripts } from "./passkey-form.tsx"
import { PasskeySection, type PasskeySectionProps } from "./passkey-section.tsx"

export interface FactorSetupPageProps extends AccountForm {
  /** The offered secret, its address for authenticator apps, and that as a QR code. */
  offer: { secret: string; uri: string; qr: { side: number; path: string } }
  /** The role may do nothing else before. */
  needed: boolean
  /** Another one in place of the one that is on. */
  replace: boolean
  /** The other way: a passkey; null where it stands on another page. */
  passkeys: Pick<PasskeySectionProps, "passkeys" | "host" | "keptLast" | "refused"> | null
  /** Where to go on afterwards. */
  to?: string
}

function Offer({ offer }: FactorSetupPageProps) {
  const text = useText()
  const { factor } = text.account
  return (
    <section class="offer-step stack">
      <h2>{factor.scan}</h2>
      <div class="offer">
        <QrImage code={offer.qr} label={factor.qr} />
        <div class="stack offer__text">
          <p>{factor.scanOnPhone}</p>
          <p>
            <a href={offer.uri}>{factor.open}</a>
          </p>
          <p>
            {factor.secret}
            {text.site.colon}
            <code class="secret">{offer.secret.replace(/.{4}(?=.)/g, "$& ")}</code>
          </p>
        </div>
      </div>
    </section>
  )
}

function Confirm({ state, replace, to }: FactorSetupPageProps) {
  const text = useText()
  const { factor } = text.account
  return (
    <Form {...accountWords} state={state} action={paths.secondFactor()} class="offer-step stack form-narrow">
      <h2>{factor.confirm}</h2>
      {to && <input type="hidden" name="to" value={to} />}
      <Field
        name="code"
        label={factor.code}
        hint={factor.codeHint}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={20}
        required
      />
      <Field
        name="password"
        type="password"
        label={factor.password}
        hint={factor.passwordHint}
        autocomplete="current-password"
        required
      />
      <Button look="primary">{replace ? factor.submitReplace : factor.submit}</Button>
    </Form>
  )
}

/** Setting up the second factor: scan, type the code. */
export function FactorSetupPage(props: FactorSetupPageProps) {
  const text = useText()
  const { actor, state, needed, replace, passkeys, to } = props
  const { factor } = text.account
  return (
    <AccountFrame
      actor={actor}
      title={replace ? factor.replaceTitle : factor.title}
      lead={replace ? factor.replaceLead : factor.lead}
      wide
      scripts={passkeys ? passkeyScripts : undefined}
    >
      {needed && <Notice kind="warning">{factor.needed}</Notice>}
      <Offer {...props} />
      <Confirm {...props} />
      {passkeys && <PasskeySection formKey={state.formKey} to={to} {...passkeys} />}
    </AccountFrame>
  )
}
