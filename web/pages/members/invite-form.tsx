import type { Role } from "../../../worker/domain/actor.ts"
import type { Fault } from "../../../worker/domain/errors.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import { Button } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { Field } from "../../ui/field.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { useText } from "../../ui/use-text.ts"

export interface InviteFormProps {
  /** Null for the own organisation. */
  organisationId: string | null
  roles: readonly Role[]
  formKey: string
  typed?: { role: string; email: string }
  faults?: Fault[]
}

/** Invites one person: role, and an e-mail unless the link is handed over. */
export function InviteForm({ organisationId, roles, formKey, typed, faults = [] }: InviteFormProps) {
  const text = useText()
  const { invite, roleNotes } = text.people
  const sentenceOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault && peopleSentence(text, fault)
  }
  const fieldIds: Record<string, string> = { role: "invite-role", email: "invite-email" }
  return (
    <form method="post" action={paths.invitations(organisationId)} class="form-narrow stack" novalidate>
      <FaultList
        faults={faults.map((fault) => ({
          fieldId: fieldIds[fault.field ?? ""],
          sentence: peopleSentence(text, fault),
        }))}
      />
      <input type="hidden" name="key" value={formKey} />
      <RadioGroup
        id="invite-role"
        name="role"
        legend={invite.role}
        value={typed?.role ?? (roles.length === 1 ? roles[0] : undefined)}
        choices={roles.map((role) => ({
          value: role,
          label: text.access.roles[role],
          note: roleNotes[role],
        }))}
        error={sentenceOf("role")}
      />
      <Field
        id="invite-email"
        name="email"
        label={invite.email}
        note={text.site.optional}
        type="email"
        value={typed?.email}
        hint={invite.emailHint}
        error={sentenceOf("email")}
        autocomplete="off"
      />
      <Button look="primary">{invite.send}</Button>
    </form>
  )
}
