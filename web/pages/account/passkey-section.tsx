import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form, FormFields, FormProblems, HiddenFields } from "../../ui/form.tsx"
import { type FormState, freshForm } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { accountWords } from "./account-frame.tsx"
import { PasskeyForm } from "./passkey-form.tsx"

export interface OwnPasskey {
  id: string
  name: string
  host: string
  backupEligible: boolean
  backedUp: boolean
  createdAt: string
  lastUsedAt: string | null
}

export interface PasskeySectionProps {
  formKey: string
  passkeys: readonly OwnPasskey[]
  /** The host that the page was asked at: others' passkeys are of no use here. */
  host: string
  /** The last factor of somebody who needs one is kept. */
  keptLast: boolean
  /** What was refused: adding one, or removing this one. */
  refused?: { of: "add" | string; state: FormState; answered?: string }
  to?: string
}

function Passkey({ passkey, ...props }: PasskeySectionProps & { passkey: OwnPasskey }) {
  const text = useText()
  const { formKey, host, keptLast, refused } = props
  const words = text.factor.passkeys
  const { id, name, backupEligible, createdAt, lastUsedAt } = passkey
  const facts = [
    words.madeOn(formatDay(text, createdAt)),
    lastUsedAt ? words.usedOn(formatTime(lastUsedAt)) : words.unused,
    backupEligible ? words.synced : words.oneDevice,
    ...(passkey.host === host ? [] : [words.otherHost(passkey.host)]),
  ]
  return (
    <li class="account-row">
      <div class="account-row__text">
        <h3 class="account-row__title">{name}</h3>
        <p class="field__hint">{facts.join("　")}</p>
      </div>
      {keptLast ? (
        <p class="field__hint">{words.keptLast}</p>
      ) : (
        <details open={refused?.of === id}>
          <summary aria-label={words.removeOne(name)}>{words.remove}</summary>
          <Form
            {...accountWords}
            ids={`passkey-${id}-`}
            state={refused?.of === id ? refused.state : freshForm(formKey)}
            action={paths.passkeyRemoval(id)}
            class="stack form-narrow"
          >
            <Field
              name="password"
              type="password"
              label={text.account.factor.password}
              hint={text.account.factor.passwordHint}
              autocomplete="current-password"
              required
            />
            <Button look="danger">{words.removeOne(name)}</Button>
          </Form>
        </details>
      )}
    </li>
  )
}

function NewPasskey({ formKey, refused, to }: PasskeySectionProps) {
  const text = useText()
  const words = text.factor.passkeys
  const own = refused?.of === "add" ? refused : undefined
  const state = own?.state ?? freshForm(formKey)
  const passkey = { ...accountWords, ids: "passkey-", state }
  return (
    <>
      <FormProblems {...passkey} />
      <PasskeyForm
        how="create"
        action={paths.passkeys()}
        options={paths.newPasskey()}
        button={words.add}
        answered={own?.answered}
      >
        <HiddenFields formKey={formKey} />
        {to && <input type="hidden" name="to" value={to} />}
        <FormFields {...passkey}>
          <Field
            name="name"
            label={words.name}
            hint={words.nameHint}
            maxlength={40}
            autocomplete="off"
            required
          />
          <Field
            name="password"
            type="password"
            label={text.account.factor.password}
            hint={text.account.factor.passwordHint}
            autocomplete="current-password"
            required
          />
        </FormFields>
      </PasskeyForm>
    </>
  )
}

/** A person's passkeys: those that it has, and a form that makes another one. */
export function PasskeySection(props: PasskeySectionProps) {
  const text = useText()
  const { passkeys } = props
  const words = text.factor.passkeys
  return (
    <section class="section stack" id="passkeys" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{words.title}</h2>
      <p class="measure">{words.lead}</p>
      {passkeys.length > 0 && (
        <ul class="account-rows">
          {passkeys.map((passkey) => (
            <Passkey {...props} passkey={passkey} />
          ))}
        </ul>
      )}
      <NewPasskey {...props} />
    </section>
  )
}
