import type { MemberActor, Role } from "../../../worker/domain/actor.ts"
import { alwaysNeeded } from "../../../worker/domain/identity/second-factor.ts"
import { rolesOf } from "../../../worker/domain/permissions.ts"
import { paths } from "../../paths.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import { freshForm } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

export interface FactorPolicyPageProps {
  actor: SignedIn
  policy: {
    id: string
    name: string
    kind: MemberActor["organisation"]["kind"]
    factorRoles: readonly Role[]
    revision: number
    counts: readonly { role: Role; all: number; on: number }[]
  }
  formKey: string
  done: boolean
  /** Somebody else changed it while this form was filled in; what was ticked stays. */
  stale?: { ticked: readonly Role[] }
}

function Choice({ role, ...props }: FactorPolicyPageProps & { role: Role }) {
  const text = useText()
  const { policy, stale } = props
  const always = alwaysNeeded[policy.kind].includes(role)
  const { all = 0, on = 0 } = policy.counts.find((one) => one.role === role) ?? {}
  const words = text.factor.policy
  return (
    <label class="choice">
      <input
        type="checkbox"
        name={`role:${role}`}
        value="1"
        checked={always || (stale?.ticked ?? policy.factorRoles).includes(role)}
        disabled={always}
      />
      <span>
        {text.access.roles[role]}
        <span class="choice__note">
          {words.counted(on, all)}
          {always && text.site.aside(words.always)}
        </span>
      </span>
    </label>
  )
}

/** Which roles of an organisation need a second factor: what the platform asks for, and what is added to that. */
export function FactorPolicyPage(props: FactorPolicyPageProps) {
  const text = useText()
  const { actor, policy, formKey, done, stale } = props
  const words = text.factor.policy
  const own = policy.id === actor.organisation.id
  const before = own
    ? { label: text.people.members.title, href: paths.members() }
    : { label: policy.name, href: paths.organisation(policy.id) }
  const roles = rolesOf[policy.kind]
  const open = roles.some((role) => !alwaysNeeded[policy.kind].includes(role))
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <Breadcrumb steps={[before, { label: words.title }]} />
      <div class="form-narrow stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(policy.name)}</p>
        {done && (
          <Notice kind="success" live>
            {words.done}
          </Notice>
        )}
        <Form
          state={{ ...freshForm(formKey), stale: stale !== undefined }}
          stale={{ lines: [words.stale] }}
          action={paths.factorPolicy(own ? null : policy.id)}
          revision={policy.revision}
        >
          <fieldset class="field">
            <legend class="field__label">{words.choices}</legend>
            <div class="choices">
              {roles.map((role) => (
                <Choice {...props} role={role} />
              ))}
            </div>
          </fieldset>
          <p class="hint">{open ? words.after : words.allAlways}</p>
          {open && <Button look="primary">{words.save}</Button>}
        </Form>
      </div>
    </Page>
  )
}
