import type { Role } from "../../../worker/domain/actor.ts"
import { firstPasswordDays, mostAccounts } from "../../../worker/domain/identity/first-password.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"

/** A head makes accounts for people who read no mail. */
export function SlipsPage(props: {
  actor: SignedIn
  roles: readonly Role[]
  /** Whether one of the roles can be limited to some estates. */
  limitable: boolean
  state: FormState
}) {
  const text = useText()
  const { actor, roles, limitable, state } = props
  const { slips, members, roleNotes } = text.people
  return (
    <Page title={slips.title} current="desk" actor={actor}>
      <Breadcrumb steps={[{ label: members.title, href: paths.members() }, { label: slips.title }]} />
      <PageHead title={slips.title} lead={slips.lead(firstPasswordDays)} />
      <Form ids="" say={peopleSentence} state={state} action={paths.slips()} class="form-narrow stack">
        <TextArea
          name="people"
          label={slips.people}
          hint={slips.peopleHint(mostAccounts)}
          rows={6}
          required
        />
        <RadioGroup
          name="role"
          legend={text.people.invite.role}
          value={roles.length === 1 ? roles[0] : undefined}
          choices={roles.map((role) => ({
            value: role,
            label: text.access.roles[role],
            note: roleNotes[role],
          }))}
        />
        {limitable && (
          <Tick name="limited" hint={slips.limitedHint}>
            {slips.limited}
          </Tick>
        )}
        <Button look="primary">{slips.make}</Button>
      </Form>
    </Page>
  )
}
