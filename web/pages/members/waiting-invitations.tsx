import type { Role } from "../../../worker/domain/actor.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { invitedWords, inviterWords } from "./member-words.ts"

export interface WaitingInvitation {
  id: string
  email: string | null
  role: Role
  expiresAt: string
  expired: boolean
  inviter: { name: string; own: boolean; organisation: string }
}

export interface WaitingInvitationsProps {
  /** Null for the own organisation. */
  organisationId: string | null
  rows: WaitingInvitation[]
  formKey: string
}

function Actions({ organisationId, row, formKey }: WaitingInvitationsProps & { row: WaitingInvitation }) {
  const text = useText()
  const { invite } = text.people
  const to = invitedWords(text, row)
  return (
    <div class="row-actions">
      {!row.expired && (
        <LinkButton href={paths.sentInvitation(organisationId, row.id)}>
          <span aria-hidden="true">{invite.open}</span>
          <span class="hidden-text">{invite.openOne(to)}</span>
        </LinkButton>
      )}
      <ButtonForm action={paths.renewal(organisationId, row.id)} formKey={formKey}>
        <Button>
          <span aria-hidden="true">{invite.renew}</span>
          <span class="hidden-text">{invite.renewOne(to)}</span>
        </Button>
      </ButtonForm>
      <ButtonForm action={paths.revocation(organisationId, row.id)} formKey={formKey}>
        <Button look="danger">
          <span aria-hidden="true">{invite.revoke}</span>
          <span class="hidden-text">{invite.revokeOne(to)}</span>
        </Button>
      </ButtonForm>
    </div>
  )
}

/** Invitations that nobody has accepted yet, with what can be done about them. */
export function WaitingInvitations(props: WaitingInvitationsProps) {
  const text = useText()
  const { rows } = props
  const { invite, members } = text.people
  if (rows.length === 0) return <p class="hint">{invite.waitingNone}</p>
  return (
    <DataTable
      caption={invite.waiting}
      captionHidden
      cards
      rows={rows}
      columns={[
        { key: "to", title: invite.to, cell: (row) => invitedWords(text, row) },
        { key: "role", title: members.role, cell: (row) => text.access.roles[row.role] },
        { key: "inviter", title: members.invitedBy, cell: (row) => inviterWords(text, row.inviter) },
        {
          key: "until",
          title: invite.until,
          cell: (row) => (row.expired ? invite.expired : formatTime(row.expiresAt)),
        },
        { key: "action", title: members.action, cell: (row) => <Actions {...props} row={row} /> },
      ]}
    />
  )
}
