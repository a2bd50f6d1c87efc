import type { Role } from "../../../worker/domain/actor.ts"
import type { InvitationState } from "../../../worker/domain/organisation/invitation.ts"
import { paths } from "../../paths.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { QrImage } from "../../ui/qr-image.tsx"
import { useText } from "../../ui/use-text.ts"
import { invitedWords } from "../members/member-words.ts"

export interface SentPageProps {
  actor: SignedIn
  /** Null for the own organisation. */
  organisationId: string | null
  invitation: {
    id: string
    email: string | null
    role: Role
    expiresAt: string
    state: InvitationState
    /** How many estates it is limited to; null: to none. */
    estates: number | null
    organisation: { name: string }
  }
  /** Only of an open invitation. */
  shown: { link: string; qr: { side: number; path: string } } | null
  /** Whether the role can be limited to some estates. */
  limitable: boolean
  formKey: string
  done: "created" | "renewed" | null
}

function LinkToHandOver({ invitation, shown }: SentPageProps) {
  const text = useText()
  const { sent } = text.people
  if (!shown) return null
  return (
    <section class="hand-over stack">
      <div class="stack">
        <Field
          id="link"
          name="link"
          label={sent.link}
          value={shown.link}
          hint={sent.linkHint}
          autocomplete="off"
          readonly
        />
        <button class="button" type="button" data-copy="link" data-copied={sent.copied} hidden>
          {sent.copy}
        </button>
        <p>{sent.until(formatTime(invitation.expiresAt))}</p>
      </div>
      <figure class="hand-over__code">
        <QrImage code={shown.qr} label={sent.qr} />
        <figcaption class="hint">{sent.qrHint}</figcaption>
      </figure>
    </section>
  )
}

/** The estates of an invited editor; the company's own affair. */
function Limits({ organisationId, invitation, limitable }: SentPageProps) {
  const text = useText()
  const { member } = text.people
  if (!limitable || invitation.state !== "open" || organisationId !== null) return null
  return (
    <section class="section stack" aria-labelledby="estates-title">
      <h2 id="estates-title">{member.estatesTitle}</h2>
      <p>{invitation.estates === null ? member.allEstates : member.limitedTo(invitation.estates)}</p>
      <LinkButton href={paths.invitationEstates(invitation.id)}>{member.chooseEstates}</LinkButton>
    </section>
  )
}

function Actions({ organisationId, invitation, formKey }: SentPageProps) {
  const text = useText()
  const { invite } = text.people
  if (invitation.state !== "open" && invitation.state !== "expired") return null
  return (
    <div class="section">
      <div class="button-row">
        <ButtonForm action={paths.renewal(organisationId, invitation.id)} formKey={formKey}>
          <Button>{invite.renew}</Button>
        </ButtonForm>
        <ButtonForm action={paths.revocation(organisationId, invitation.id)} formKey={formKey}>
          <Button look="danger">{invite.revoke}</Button>
        </ButtonForm>
      </div>
    </div>
  )
}

/** One invitation for those who made it: the link and its QR code to hand over, as long as it is open. */
export function SentPage(props: SentPageProps) {
  const text = useText()
  const { actor, organisationId, invitation, done } = props
  const { sent } = text.people
  const open = invitation.state === "open"
  const above =
    organisationId === null
      ? { label: text.people.members.title, href: paths.members() }
      : { label: invitation.organisation.name, href: paths.organisation(organisationId) }
  return (
    <Page title={sent.title} current="desk" actor={actor} scripts={open ? ["copy.js"] : []}>
      <Breadcrumb steps={[above, { label: sent.title }]} />
      <PageHead
        title={sent.title}
        lead={sent.lead(invitation.organisation.name, text.access.roles[invitation.role])}
      >
        <p>
          {text.people.invite.to + text.site.colon + invitedWords(text, invitation)} ·{" "}
          {sent.states[invitation.state]}
        </p>
      </PageHead>
      {done && open && (
        <Notice kind="success" live>
          <p>{sent[done]}</p>
          {invitation.email && <p>{sent.mailed(invitation.email)}</p>}
        </Notice>
      )}
      <LinkToHandOver {...props} />
      <Limits {...props} />
      <Actions {...props} />
    </Page>
  )
}
