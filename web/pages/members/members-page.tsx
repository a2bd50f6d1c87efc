import type { Role } from "../../../worker/domain/actor.ts"
import { hasEmail } from "../../../worker/domain/identity/no-email.ts"
import { memberList } from "../../../worker/domain/organisation/organisation-list.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { ListTable, type ListTurn, ListTurning, type ShownColumns } from "../../ui/list.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { InviteForm } from "./invite-form.tsx"
import { inviterWords } from "./member-words.ts"
import { type WaitingInvitation, WaitingInvitations } from "./waiting-invitations.tsx"

export interface MemberRow {
  id: string
  name: string
  email: string
  role: Role
  limited: boolean
  /** How many estates a limited member has. */
  estates: number
  createdAt: string
  lastSignIn: string | null
  inviter: { name: string | null; own: boolean; organisation: string | null }
}

export interface MembersPageProps {
  actor: SignedIn & { memberId: string }
  rows: MemberRow[]
  total: number
  turn: ListTurn
  waiting: WaitingInvitation[]
  roles: readonly Role[]
  /** Of the form that invites. */
  state: FormState
  mayManage: boolean
  notice?: string
}

function MemberName({ row, own }: { row: MemberRow; own: boolean }) {
  const text = useText()
  return (
    <>
      <span class="member-name">
        {row.name}
        {own && text.people.members.you}
      </span>
      <span class="member-email">{hasEmail(row.email) ? row.email : text.people.slips.noEmail}</span>
    </>
  )
}

/** How the columns of the members are called and what stands in them; `own` is the reader. */
export function memberColumns(
  text: Text,
  own: string,
): ShownColumns<MemberRow, "name" | "email" | "role" | "since" | "inviter" | "last"> {
  const { members } = text.people
  return {
    name: {
      title: members.name,
      value: ({ name }) => name,
      cell: (row) => <MemberName row={row} own={row.id === own} />,
    },
    email: { title: text.access.email, value: ({ email }) => (hasEmail(email) ? email : "") },
    role: {
      title: members.role,
      value: (row) =>
        row.limited
          ? text.access.roles[row.role] + text.site.aside(members.limitedTo(row.estates))
          : text.access.roles[row.role],
    },
    since: { title: members.since, value: ({ createdAt }) => createdAt },
    inviter: { title: members.invitedBy, value: (row) => inviterWords(text, row.inviter) },
    last: {
      title: members.lastSignIn,
      value: ({ lastSignIn }) => lastSignIn,
      cell: ({ lastSignIn }) => (lastSignIn ? formatTime(lastSignIn) : members.neverLately),
    },
  }
}

function MemberTable({ actor, rows, mayManage }: MembersPageProps) {
  const text = useText()
  const { members } = text.people
  const actions = {
    key: "action",
    title: members.action,
    cell: (row: MemberRow) => (
      <LinkButton href={paths.member(row.id)}>
        <span aria-hidden="true">{members.manage}</span>
        <span class="hidden-text">{members.manageOne(row.name)}</span>
      </LinkButton>
    ),
  }
  return (
    <ListTable
      kind={memberList}
      shown={memberColumns(text, actor.memberId)}
      rows={rows}
      caption={members.caption}
      within={["email"]}
      actions={mayManage ? actions : undefined}
    />
  )
}

/** The members of an organisation, who is invited, and a form to invite. */
export function MembersPage(props: MembersPageProps) {
  const text = useText()
  const { actor, total, turn, waiting, roles, state, mayManage, notice } = props
  const { members, invite } = text.people
  return (
    <Page title={members.title} current="desk" actor={actor}>
      <PageHead title={members.title} lead={members.lead(actor.organisation.name, total)}>
        <div class="button-row">
          {mayManage && <LinkButton href="#invite">{invite.title}</LinkButton>}
          {mayManage && roles.length > 1 && (
            <LinkButton href={paths.slips()}>{text.people.slips.link}</LinkButton>
          )}
          {mayManage && actor.organisation.kind === "company" && (
            <LinkButton href={paths.import("clerks")}>{text.registry.imports.clerks.open}</LinkButton>
          )}
          <LinkButton href={paths.permissions()} look="quiet">
            {members.permissions}
          </LinkButton>
          {mayManage && (
            <LinkButton href={paths.factorPolicy(null)} look="quiet">
              {text.factor.policy.link}
            </LinkButton>
          )}
          {mayManage && (
            <LinkButton href={paths.resets()} look="quiet">
              {text.factor.resets.title}
            </LinkButton>
          )}
        </div>
      </PageHead>
      {notice && (
        <Notice kind="success" live>
          {notice}
        </Notice>
      )}
      <MemberTable {...props} />
      <ListTurning turn={turn} />
      {mayManage && (
        <>
          <section class="section stack">
            <h2>{invite.waiting}</h2>
            <WaitingInvitations organisationId={null} rows={waiting} formKey={state.formKey} />
          </section>
          <section class="section stack" id="invite">
            <h2>{invite.title}</h2>
            <p>{invite.lead}</p>
            <InviteForm organisationId={null} roles={roles} state={state} />
          </section>
        </>
      )}
    </Page>
  )
}
