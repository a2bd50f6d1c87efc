import type { OrganisationKind, Role } from "../../../worker/domain/actor.ts"
import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

export interface SwitchPageProps {
  actor: SignedIn & { memberId: string }
  memberships: {
    memberId: string
    role: Role
    organisation: { name: string; kind: OrganisationKind }
  }[]
  formKey: string
}

/** The organisations that a person belongs to: one press acts for another one. */
export function SwitchPage({ actor, memberships, formKey }: SwitchPageProps) {
  const text = useText()
  const { switching, kinds } = text.people
  return (
    <Page title={switching.title} current="desk" actor={actor}>
      <PageHead title={switching.title} lead={switching.lead} />
      <ul class="desk-cards">
        {memberships.map(({ memberId, role, organisation }) => (
          <li class="card">
            <h2>{organisation.name}</h2>
            <p>
              {kinds[organisation.kind]} · {text.access.roles[role]}
            </p>
            {memberId === actor.memberId ? (
              <p class="state">{switching.current}</p>
            ) : (
              <ButtonForm action={paths.switching()} formKey={formKey}>
                <input type="hidden" name="member" value={memberId} />
                <Button look="primary">{switching.actFor(organisation.name)}</Button>
              </ButtonForm>
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
