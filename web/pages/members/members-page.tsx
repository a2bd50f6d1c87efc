import type { Role } from "../../../worker/domain/actor.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
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
  page: number
  pages: number
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
      <span class="member-email">{row.email}</span>
    </>
  )
}

function MemberTable({ actor, rows, mayManage }: MembersPageProps) {
  const text = useText()
  const { members } = text.people
  const role = (row: MemberRow) =>
    row.limited
      ? text.access.roles[row.role] + text.site.aside(members.limitedTo(row.estates))
      : text.access.roles[row.role]
  return (
    <DataTable
      caption={members.caption}
      captionHidden
      cards
      rows={rows}
      columns={[
        {
          key: "name",
          title: members.name,
          cell: (row) => <MemberName row={row} own={row.id === actor.memberId} />,
        },
        { key: "role", title: members.role, cell: role },
        { key: "since", title: members.since, cell: (row) => formatDay(text, row.createdAt) },
        { key: "inviter", title: members.invitedBy, cell: (row) => inviterWords(text, row.inviter) },
        {
          key: "last",
          title: members.lastSignIn,
          cell: (row) => (row.lastSignIn ? formatTime(row.lastSignIn) : members.neverLately),
        },
        ...(mayManage
          ? [
              {
                key: "action",
                title: members.action,
                cell: (row: MemberRow) => (
                  <LinkButton href={paths.member(row.id)}>
                    <span aria-hidden="true">{members.manage}</span>
                    <span class="hidden-text">{members.manageOne(row.name)}</span>
                  </LinkButton>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** The members of an organisation, who is invited, and a form to invite. */
export function MembersPage(props: MembersPageProps) {
  const text = useText()
  const { actor, total, page, pages, waiting, roles, state, mayManage, notice } = props
  const { members, invite } = text.people
  return (
    <Page title={members.title} current="desk" actor={actor}>
      <PageHead title={members.title} lead={members.lead(actor.organisation.name, total)}>
        <div class="button-row">
          {mayManage && <LinkButton href="#invite">{invite.title}</LinkButton>}
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
      <Pager page={page} pages={pages} href={(n) => paths.members({ page: n })} />
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
