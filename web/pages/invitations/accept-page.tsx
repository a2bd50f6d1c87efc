import type { Person, Role } from "../../../worker/domain/actor.ts"
import type { Fault } from "../../../worker/domain/errors.ts"
import { passwordLength } from "../../../worker/domain/identity/password.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { FaultList } from "../../ui/fault-list.tsx"
import { Field } from "../../ui/field.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"

export interface AcceptPageProps {
  text: Text
  token: string
  invitation: {
    role: Role
    expiresAt: string
    organisation: { name: string }
    /** In words: a person of the organisation, or the platform. */
    inviter: string
  }
  person: Person | null
  /** The signed-in person belongs to the organisation already. */
  already: boolean
  formKey: string
  /** What the letter's link carried. */
  proof: string
  typed: { name: string; email: string }
  faults?: Fault[]
  /** Why nothing was looked at: too many passwords are being worked on. */
  busy?: string
}

/** The address of this page itself, to come back to after signing in. */
function ownPath({ token, proof }: AcceptPageProps): string {
  return paths.invitation(token, { letter: proof })
}

function Newcomer(props: AcceptPageProps) {
  const { text, token, formKey, proof, typed, busy, faults = [] } = props
  const { accept } = text.people
  const errorOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault && peopleSentence(text, fault)
  }
  return (
    <>
      <p>
        {accept.haveAccount} <a href={paths.signIn({ to: ownPath(props) })}>{accept.signIn}</a>
      </p>
      <form method="post" action={paths.invitation(token)} class="stack" novalidate>
        <h2>{accept.newTitle}</h2>
        {busy && (
          <Notice kind="error" live>
            {busy}
          </Notice>
        )}
        <FaultList
          text={text}
          faults={faults.map((fault) => ({ fieldId: fault.field, sentence: peopleSentence(text, fault) }))}
        />
        <input type="hidden" name="key" value={formKey} />
        {proof && <input type="hidden" name="letter" value={proof} />}
        <Field
          id="name"
          name="name"
          label={accept.name}
          value={typed.name}
          hint={accept.nameHint}
          error={errorOf("name")}
          autocomplete="name"
          required
        />
        <Field
          id="email"
          name="email"
          label={accept.email}
          type="email"
          value={typed.email}
          hint={accept.emailHint}
          error={errorOf("email")}
          autocomplete="username"
          required
        />
        <Field
          id="password"
          name="password"
          label={accept.password}
          type="password"
          hint={accept.passwordHint(passwordLength.min)}
          error={errorOf("password")}
          autocomplete="new-password"
          required
        />
        <Button look="primary">{accept.join}</Button>
      </form>
    </>
  )
}

function SignedInPerson(props: AcceptPageProps & { person: Person }) {
  const { text, token, invitation, person, formKey } = props
  const { accept } = text.people
  const due = person.secondFactorDue && person.memberships > 0
  return (
    <>
      <p>{accept.signedInAs(person.name, person.email)}</p>
      {due ? (
        <LinkButton href={paths.signInCode({ to: ownPath(props) })} look="primary">
          {accept.codeDue}
        </LinkButton>
      ) : (
        <form method="post" action={paths.joining(token)}>
          <input type="hidden" name="key" value={formKey} />
          <Button look="primary">{accept.joinAs(invitation.organisation.name)}</Button>
        </form>
      )}
      <form method="post" action={paths.signOut()}>
        <Button look="quiet">{accept.notYou}</Button>
      </form>
    </>
  )
}

/** Where an invited person lands: who invites to what, and one form or one button to join. */
export function AcceptPage(props: AcceptPageProps) {
  const { text, invitation, person, already } = props
  const { accept } = text.people
  const { organisation, inviter, role, expiresAt } = invitation
  return (
    <Page
      text={text}
      title={accept.title}
      personName={person?.name}
      description={text.descriptions.invitation}
    >
      <div class="form-narrow stack">
        <header>
          <h1>{accept.title}</h1>
          <p class="lead">{accept.invited(inviter, organisation.name)}</p>
          <p>{accept.asRole(text.access.roles[role])}</p>
          <p class="hint">{accept.until(formatTime(expiresAt))}</p>
        </header>
        {already ? (
          <>
            <Notice kind="info">{accept.already(organisation.name)}</Notice>
            <LinkButton href={paths.desk()} look="primary">
              {accept.toDesk}
            </LinkButton>
          </>
        ) : person ? (
          <SignedInPerson {...props} person={person} />
        ) : (
          <Newcomer {...props} />
        )}
      </div>
    </Page>
  )
}
