import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { FormProblem } from "./account-frame.tsx"
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
  refused?: { of: "add" | string; problem: FormProblem; name?: string; answered?: string }
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
  const field = `passkey-${id}`
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
          <form method="post" action={paths.passkeyRemoval(id)} class="stack form-narrow">
            <input type="hidden" name="key" value={formKey} />
            <Field
              id={field}
              name="password"
              type="password"
              label={text.account.factor.password}
              hint={text.account.factor.passwordHint}
              autocomplete="current-password"
              required
              error={refused?.of === id ? refused.problem.faults["password"] : undefined}
            />
            <Button look="danger">{words.removeOne(name)}</Button>
          </form>
        </details>
      )}
    </li>
  )
}

function NewPasskey({ formKey, refused, to }: PasskeySectionProps) {
  const text = useText()
  const words = text.factor.passkeys
  const own = refused?.of === "add" ? refused : undefined
  return (
    <PasskeyForm
      how="create"
      action={paths.passkeys()}
      options={paths.newPasskey()}
      button={words.add}
      answered={own?.answered}
    >
      <input type="hidden" name="key" value={formKey} />
      {to && <input type="hidden" name="to" value={to} />}
      <Field
        id="passkey-name"
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={own?.name}
        maxlength={40}
        autocomplete="off"
        required
        error={own?.problem.faults["name"]}
      />
      <Field
        id="passkey-password"
        name="password"
        type="password"
        label={text.account.factor.password}
        hint={text.account.factor.passwordHint}
        autocomplete="current-password"
        required
        error={own?.problem.faults["password"]}
      />
    </PasskeyForm>
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
