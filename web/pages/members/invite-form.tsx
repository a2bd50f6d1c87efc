import type { Role } from "../../../worker/domain/actor.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"

export interface InviteFormProps {
  /** Null for the own organisation. */
  organisationId: string | null
  roles: readonly Role[]
  state: FormState
}

/** Invites one person: role, and an e-mail unless the link is handed over. */
export function InviteForm({ organisationId, roles, state }: InviteFormProps) {
  const text = useText()
  const { invite, roleNotes } = text.people
  return (
    <Form
      ids="invite-"
      say={peopleSentence}
      state={state}
      action={paths.invitations(organisationId)}
      class="form-narrow stack"
    >
      <RadioGroup
        name="role"
        legend={invite.role}
        value={roles.length === 1 ? roles[0] : undefined}
        choices={roles.map((role) => ({
          value: role,
          label: text.access.roles[role],
          note: roleNotes[role],
        }))}
      />
      <Field
        name="email"
        label={invite.email}
        note={text.site.optional}
        type="email"
        hint={invite.emailHint}
        autocomplete="off"
      />
      <Button look="primary">{invite.send}</Button>
    </Form>
  )
}
