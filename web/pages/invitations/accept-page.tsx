import type { Person, Role } from "../../../worker/domain/actor.ts"
import { MOST_EMAIL } from "../../../worker/domain/identity/email.ts"
import { passwordLength } from "../../../worker/domain/identity/password.ts"
import { paths } from "../../paths.ts"
import { peopleSentence } from "../../text/people-sentence.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm, Form, type FormWords } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

export interface AcceptPageProps {
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
  state: FormState
  /** What the address carries to prove an e-mail, empty without. */
  proofs: { letter: string; proof: string }
  /** The e-mail that it proves, and whether that has an account. */
  proven: { email: string; known: boolean } | null
}

const acceptWords: FormWords = { ids: "", say: peopleSentence }

function HasAccount({ token }: AcceptPageProps) {
  const text = useText()
  const { accept } = text.people
  // After signing in the invitation alone is enough: the session says whose e-mail it is.
  const signIn = paths.signIn({ to: paths.invitation(token) })
  return (
    <p>
      {accept.haveAccount} <a href={signIn}>{accept.signIn}</a>
    </p>
  )
}

/** Who opens a link without proof types an e-mail, and a letter goes there; who has an account is told in the letter. */
function Unproven(props: AcceptPageProps) {
  const text = useText()
  const { token, state } = props
  const { accept } = text.people
  return (
    <>
      <HasAccount {...props} />
      <Form {...acceptWords} state={state} action={paths.joiningLetter(token)}>
        <h2>{accept.proveTitle}</h2>
        <Field
          name="email"
          label={accept.email}
          type="email"
          hint={accept.proveHint}
          autocomplete="username"
          maxlength={MOST_EMAIL}
          required
        />
        <Button look="primary">{accept.prove}</Button>
      </Form>
    </>
  )
}

/** The e-mail is proven and has an account: only its owner sees this. */
function Known({ token, email }: AcceptPageProps & { email: string }) {
  const text = useText()
  const { accept } = text.people
  return (
    <>
      <Notice kind="info">{accept.known(email)}</Notice>
      <div class="button-row">
        <LinkButton href={paths.signIn({ to: paths.invitation(token) })} look="primary">
          {accept.signIn}
        </LinkButton>
        <LinkButton href={paths.invitation(token)}>{accept.another}</LinkButton>
      </div>
    </>
  )
}

function Newcomer(props: AcceptPageProps & { email: string }) {
  const text = useText()
  const { token, state, proofs, email } = props
  const { accept } = text.people
  return (
    <>
      <HasAccount {...props} />
      <Form {...acceptWords} state={state} action={paths.invitation(token)}>
        <h2>{accept.newTitle}</h2>
        {proofs.letter && <input type="hidden" name="letter" value={proofs.letter} />}
        {proofs.proof && <input type="hidden" name="proof" value={proofs.proof} />}
        <Field
          name="email"
          label={accept.email}
          type="email"
          value={email}
          hint={
            <>
              {accept.proven} <a href={paths.invitation(token)}>{accept.another}</a>
            </>
          }
          autocomplete="username"
          readonly
        />
        <Field name="name" label={accept.name} hint={accept.nameHint} autocomplete="name" required />
        <Field
          name="password"
          label={accept.password}
          type="password"
          hint={accept.passwordHint(passwordLength.min)}
          autocomplete="new-password"
          required
        />
        <Button look="primary">{accept.join}</Button>
      </Form>
    </>
  )
}

function SignedInPerson(props: AcceptPageProps & { person: Person }) {
  const text = useText()
  const { token, invitation, person, state } = props
  const { accept } = text.people
  const due = person.secondFactorDue && person.memberships > 0
  return (
    <>
      <p>{accept.signedInAs(person.name, person.email)}</p>
      {due ? (
        <LinkButton href={paths.signInCode({ to: paths.invitation(token) })} look="primary">
          {accept.codeDue}
        </LinkButton>
      ) : (
        <ButtonForm action={paths.joining(token)} formKey={state.formKey}>
          <Button look="primary">{accept.joinAs(invitation.organisation.name)}</Button>
        </ButtonForm>
      )}
      <form method="post" action={paths.signOut()}>
        <Button look="quiet">{accept.notYou}</Button>
      </form>
    </>
  )
}

/** Where an invited person lands: who invites to what, and one form or one button to go on. */
export function AcceptPage(props: AcceptPageProps) {
  const text = useText()
  const { invitation, person, already, proven } = props
  const { accept } = text.people
  const { organisation, inviter, role, expiresAt } = invitation
  return (
    <Page title={accept.title} personName={person?.name} description={text.descriptions.invitation}>
      <div class="form-narrow stack">
        <header class="stack stack--tight">
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
        ) : proven?.known ? (
          <Known {...props} email={proven.email} />
        ) : proven ? (
          <Newcomer {...props} email={proven.email} />
        ) : (
          <Unproven {...props} />
        )}
      </div>
    </Page>
  )
}
