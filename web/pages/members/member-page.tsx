import type { Role } from "../../../worker/domain/actor.ts"
import type { Device } from "../../../worker/domain/identity/device.ts"
import { hasEmail } from "../../../worker/domain/identity/no-email.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button, LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { ButtonForm, Form, FormProblems, type FormWords } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { RadioGroup } from "../../ui/radio-group.tsx"
import { Tick } from "../../ui/tick.tsx"
import { useText } from "../../ui/use-text.ts"
import { deviceWords } from "../account/sessions-page.tsx"

export interface MemberSession {
  id: string
  device: Device
  createdAt: string
  expiresAt: string
  /** The one that this page was asked for with. */
  here: boolean
}

export interface MemberPageProps {
  actor: SignedIn
  member: {
    id: string
    name: string
    email: string
    signInName: string | null
    mobile: string | null
    firstUntil: string | null
    role: Role
    limited: boolean
    estates: number
    revision: number
    createdAt: string
  }
  /** The actor itself. */
  own: boolean
  /** The only one who runs the organisation: neither removed nor lowered. */
  lastHead: boolean
  /** Whether the role can be limited to some estates. */
  limitable: boolean
  roles: readonly Role[]
  sessions: MemberSession[]
  /** Of the role, or of the removal; what is wrong stands above both. */
  state: FormState
  notice?: string
}

const memberWords = (text: Text): FormWords => ({
  ids: "",
  say: (_, fault) =>
    fault.rule === "not_confirmed" ? text.people.member.confirmNeeded : peopleSentence(text, fault),
})

function RoleForm(props: MemberPageProps) {
  const text = useText()
  const { member, own, lastHead, roles, state } = props
  const words = text.people.member
  return (
    <section class="section stack" aria-labelledby="role-title">
      <h2 id="role-title">{words.roleTitle}</h2>
      {lastHead ? (
        <p>{text.access.refusals.last_head({})}</p>
      ) : (
        <Form
          {...memberWords(text)}
          state={state}
          problemsElsewhere
          action={paths.memberRole(member.id)}
          revision={member.revision}
          class="form-narrow stack"
        >
          <RadioGroup
            name="role"
            legend={words.newRole}
            value={member.role}
            choices={roles.map((role) => ({
              value: role,
              label: text.access.roles[role],
              note: text.people.roleNotes[role],
            }))}
            hint={own ? words.ownRole : words.roleHint}
          />
          <Button>{words.saveRole}</Button>
        </Form>
      )}
    </section>
  )
}

function Estates({ member, limitable }: MemberPageProps) {
  const text = useText()
  if (!limitable) return null
  const words = text.people.member
  return (
    <section class="section stack" aria-labelledby="estates-title">
      <h2 id="estates-title">{words.estatesTitle}</h2>
      <p>{member.limited ? words.limitedTo(member.estates) : words.allEstates}</p>
      <LinkButton href={paths.memberEstates(member.id)}>{words.chooseEstates}</LinkButton>
    </section>
  )
}

/** Of who has no e-mail: a new first password. */
function SlipAgain({ member, state }: MemberPageProps) {
  const text = useText()
  const words = text.people.slips
  if (hasEmail(member.email)) return null
  return (
    <section class="section stack" aria-labelledby="slip-title">
      <h2 id="slip-title">{words.memberTitle}</h2>
      <p>
        {member.firstUntil === null ? words.memberOwn : words.memberFirst(formatDay(text, member.firstUntil))}
      </p>
      <ButtonForm action={paths.memberSlip(member.id)} formKey={state.formKey} revision={member.revision}>
        <Button>{words.renew}</Button>
        <p class="hint">{words.memberHint}</p>
      </ButtonForm>
    </section>
  )
}

function Sessions({ member, sessions, state }: MemberPageProps) {
  const text = useText()
  const words = text.people.member
  return (
    <section class="section stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.sessionsTitle}</h2>
      {sessions.length === 0 ? (
        <p class="hint">{words.noSessions}</p>
      ) : (
        <DataTable
          caption={words.sessionsTitle}
          captionHidden
          cards
          rows={sessions}
          columns={[
            { key: "device", title: words.device, cell: (row) => deviceWords(text, row.device) },
            { key: "since", title: words.since, cell: (row) => formatTime(row.createdAt) },
            { key: "until", title: words.until, cell: (row) => formatTime(row.expiresAt) },
            {
              key: "end",
              title: text.people.members.action,
              cell: (row) =>
                row.here ? (
                  words.here
                ) : (
                  <ButtonForm action={paths.memberSession(member.id, row.id)} formKey={state.formKey}>
                    <button
                      class="button button--danger"
                      type="submit"
                      aria-label={words.endOne(deviceWords(text, row.device), formatTime(row.createdAt))}
                    >
                      {words.end}
                    </button>
                  </ButtonForm>
                ),
            },
          ]}
        />
      )}
    </section>
  )
}

function Removal(props: MemberPageProps) {
  const text = useText()
  const { member, own, lastHead, state } = props
  const words = text.people.member
  if (lastHead) return null
  return (
    <section class="section stack" aria-labelledby="removal-title">
      <h2 id="removal-title">{own ? words.leaveTitle : words.removeTitle}</h2>
      <p>{words.removeText}</p>
      <Form
        {...memberWords(text)}
        state={state}
        problemsElsewhere
        action={paths.memberRemoval(member.id)}
        revision={member.revision}
        class="form-narrow stack"
      >
        <Tick name="confirmed">{own ? words.confirmLeave : words.confirmRemove(member.name)}</Tick>
        <Button look="danger">{own ? words.leave : words.remove}</Button>
      </Form>
    </section>
  )
}

/** One member for the heads of its organisation: role, estates, sessions, removal. */
export function MemberPage(props: MemberPageProps) {
  const text = useText()
  const { actor, member, notice, state } = props
  const { members, member: words } = text.people
  return (
    <Page title={member.name} current="desk" actor={actor}>
      <Breadcrumb steps={[{ label: members.title, href: paths.members() }, { label: member.name }]} />
      <PageHead
        title={member.name}
        lead={
          hasEmail(member.email)
            ? member.email
            : [member.signInName, member.mobile].filter((one) => one !== null).join(text.site.listComma)
        }
      >
        <p>
          {text.access.roles[member.role]} · {words.memberSince(formatDay(text, member.createdAt))}
        </p>
      </PageHead>
      {notice && (
        <Notice kind="success" live>
          {notice}
        </Notice>
      )}
      <FormProblems {...memberWords(text)} state={state} />
      <RoleForm {...props} />
      <Estates {...props} />
      <SlipAgain {...props} />
      <Sessions {...props} />
      {!props.own && (
        <section class="section stack" aria-labelledby="reset-title">
          <h2 id="reset-title">{text.factor.resets.askTitle}</h2>
          <p>{text.factor.resets.askHint}</p>
          <LinkButton href={paths.memberReset(member.id)}>{text.factor.resets.askLink}</LinkButton>
        </section>
      )}
      <Removal {...props} />
    </Page>
  )
}
