import type { OrganisationKind, Role } from "../../../worker/domain/actor.ts"
import { hasUscc } from "../../../worker/domain/organisation/organisation-faults.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import { type FormState, formOf } from "../../ui/form-state.ts"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { InviteForm } from "../members/invite-form.tsx"
import { type WaitingInvitation, WaitingInvitations } from "../members/waiting-invitations.tsx"
import { standingWords } from "./list-page.tsx"

export interface OrganisationPageProps {
  actor: SignedIn
  organisation: {
    id: string
    kind: OrganisationKind
    name: string
    uscc: string | null
    placeCode: string | null
    placeName: string | null
    revision: number
    members: number
    headed: boolean
    headInvited: boolean
    createdAt: string
    deletedAt: string | null
  }
  heads: { id: string; name: string; email: string; createdAt: string }[]
  waiting: WaitingInvitation[]
  /** The roles that may be invited to; none for the operator's own organisation, which has its members page. */
  roles: readonly Role[]
  state: FormState
  /** Which form was sent last, if any: of the details, or of inviting. */
  sent?: "edited" | "invited"
  notice?: string
}

function Details(props: OrganisationPageProps) {
  const text = useText()
  const { organisation, state, sent } = props
  const { register, sheet } = text.people.organisations
  if (organisation.deletedAt) return null
  return (
    <section class="section stack" aria-labelledby="details-title">
      <h2 id="details-title">{sheet.details}</h2>
      <Form
        ids=""
        say={peopleSentence}
        state={formOf(state, sent, "edited")}
        action={paths.organisation(organisation.id)}
        revision={organisation.revision}
        class="form-narrow stack"
      >
        <Field name="name" label={register.name} value={organisation.name} autocomplete="off" required />
        {hasUscc(organisation.kind) && (
          <Field
            name="uscc"
            label={register.uscc}
            value={organisation.uscc ?? ""}
            hint={register.usccHint}
            autocomplete="off"
            required
          />
        )}
        <Button>{sheet.save}</Button>
      </Form>
    </section>
  )
}

function Heads({ heads }: OrganisationPageProps) {
  const text = useText()
  const { sheet } = text.people.organisations
  return (
    <section class="section stack" aria-labelledby="heads-title">
      <h2 id="heads-title">{sheet.heads}</h2>
      {heads.length === 0 ? (
        <p>{sheet.noHeads}</p>
      ) : (
        <ul class="head-list">
          {heads.map((head) => (
            <li>
              <span class="member-name">{head.name}</span>
              <span class="member-email">
                {head.email} · {text.people.member.memberSince(formatDay(text, head.createdAt))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Inviting({ organisation, waiting, roles, state, sent }: OrganisationPageProps) {
  const text = useText()
  const { invite } = text.people
  if (organisation.deletedAt || roles.length === 0) return null
  return (
    <section class="section stack" id="invite" aria-labelledby="invite-title">
      <h2 id="invite-title">{invite.headTitle}</h2>
      <p>{invite.lead}</p>
      <InviteForm organisationId={organisation.id} roles={roles} state={formOf(state, sent, "invited")} />
      <h3>{invite.waiting}</h3>
      <WaitingInvitations organisationId={organisation.id} rows={waiting} formKey={state.formKey} />
    </section>
  )
}

/** One organisation for the operator: its details, who runs it, and an invitation for its head. */
export function OrganisationPage(props: OrganisationPageProps) {
  const text = useText()
  const { actor, organisation, notice } = props
  const { organisations, kinds } = text.people
  const { kind, name, placeName, placeCode, createdAt } = organisation
  return (
    <Page title={name} current="desk" actor={actor}>
      <Breadcrumb steps={[{ label: organisations.title, href: paths.organisations() }, { label: name }]} />
      <PageHead title={name}>
        <p class="lead">
          {kinds[kind]}
          {placeCode !== null && ` · ${placeName ?? ""} ${placeCode}`}
        </p>
        <p>
          {standingWords(text, organisation)} · {organisations.sheet.registered(formatDay(text, createdAt))}
        </p>
      </PageHead>
      {notice && (
        <Notice kind="success" live>
          {notice}
        </Notice>
      )}
      <Heads {...props} />
      {!organisation.deletedAt && (
        <p>
          <a href={paths.factorPolicy(organisation.id)}>{text.factor.policy.link}</a>
        </p>
      )}
      {!organisation.deletedAt && (
        <p>
          <a href={paths.organisationReset(organisation.id)}>{text.factor.resets.askTitle}</a>
        </p>
      )}
      <Inviting {...props} />
      <Details {...props} />
    </Page>
  )
}
