import type { Child } from "hono/jsx"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { hasEmail } from "../../../worker/domain/identity/no-email.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatDay } from "../../ui/format.ts"
import { Notice, type NoticeKind } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

export interface AccountPageProps {
  actor: MemberActor
  email: string
  emailConfirmed: boolean
  signInName: string | null
  mobile: string | null
  /** Since when the second factor is on; null when it is off. */
  factorSince: string | null
  codesLeft: number
  /** Somebody asked to reset the second factor. */
  resetWaits: boolean
  formKey: string
  notice?: { kind: NoticeKind; sentence: string }
}

function Row(props: { title: string; value: Child; hint?: string; children: Child }) {
  return (
    <li class="account-row">
      <div class="account-row__text">
        <h2 class="account-row__title">{props.title}</h2>
        <p>{props.value}</p>
        {props.hint && <p class="field__hint">{props.hint}</p>}
      </div>
      <div class="button-row">{props.children}</div>
    </li>
  )
}

function EmailRow({ email, emailConfirmed, formKey }: AccountPageProps) {
  const text = useText()
  const { rows } = text.account
  if (!hasEmail(email))
    return (
      <Row title={rows.email} value={rows.noEmail}>
        <LinkButton href={paths.email()}>{rows.changeEmail}</LinkButton>
      </Row>
    )
  const state = emailConfirmed ? rows.confirmed : rows.unconfirmed
  return (
    <Row
      title={rows.email}
      value={
        <>
          {email} <span class="state">{text.site.aside(state)}</span>
        </>
      }
      hint={emailConfirmed ? undefined : rows.unconfirmedHint}
    >
      {!emailConfirmed && (
        <ButtonForm action={paths.emailProof()} formKey={formKey}>
          <Button>{rows.sendProof}</Button>
        </ButtonForm>
      )}
      <LinkButton href={paths.email()}>{rows.changeEmail}</LinkButton>
    </Row>
  )
}

function FactorRow({ factorSince, codesLeft }: AccountPageProps) {
  const text = useText()
  const { rows } = text.account
  return (
    <Row
      title={rows.secondFactor}
      value={factorSince ? rows.on(formatDay(text, factorSince)) : rows.off}
      hint={factorSince ? rows.codesLeft(codesLeft) : rows.offHint}
    >
      <LinkButton href={paths.secondFactor()}>{factorSince ? rows.manage : rows.setUp}</LinkButton>
    </Row>
  )
}

/** A person's own account: what it signs in with, and where it is signed in. */
export function AccountPage(props: AccountPageProps) {
  const text = useText()
  const { actor, notice, signInName, mobile } = props
  const { account, access } = text
  const { rows } = account
  return (
    <Page title={account.title} actor={actor} current="account">
      <div class="stack">
        <h1>{account.title}</h1>
        <p class="lead">{account.lead(actor.name)}</p>
        {notice && (
          <Notice kind={notice.kind} live>
            {notice.sentence}
          </Notice>
        )}
        {props.resetWaits && (
          <Notice kind="warning" title={text.factor.resets.ownTitle}>
            <p>{text.factor.resets.own}</p>
            <ButtonForm action={paths.ownResetStop()} formKey={props.formKey}>
              <Button>{text.factor.resets.letter.stop}</Button>
            </ButtonForm>
          </Notice>
        )}
        <ul class="account-rows">
          <EmailRow {...props} />
          <Row
            title={rows.signInIds}
            value={
              [signInName, mobile].filter((one) => one !== null).join(text.site.listComma) || rows.noSignInIds
            }
            hint={rows.signInIdsHint}
          >
            <LinkButton href={paths.signInIds()}>{rows.changeSignInIds}</LinkButton>
          </Row>
          <Row title={rows.password} value={rows.passwordHint}>
            <LinkButton href={paths.password()}>{rows.changePassword}</LinkButton>
          </Row>
          <FactorRow {...props} />
          <Row title={rows.sessions} value={rows.sessionsHint}>
            <LinkButton href={paths.sessions()}>{rows.see}</LinkButton>
          </Row>
          <Row title={text.messages.own.title} value={text.messages.own.lead}>
            <LinkButton href={paths.ownLetters()}>{rows.see}</LinkButton>
          </Row>
          <Row title={account.calendar.title} value={account.calendar.rowHint}>
            <LinkButton href={paths.calendar()}>{rows.see}</LinkButton>
          </Row>
          <Row title={rows.role} value={access.deskFor(actor.organisation.name, access.roles[actor.role])}>
            <LinkButton href={paths.desk()}>{text.site.nav.desk}</LinkButton>
          </Row>
        </ul>
      </div>
    </Page>
  )
}
