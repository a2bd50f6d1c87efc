import { longestReason } from "../../../worker/domain/identity/factor-reset.ts"
import { paths } from "../../paths.ts"
import { accountSentence } from "../../text/account-sentence.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

export interface ResetAskPageProps {
  actor: SignedIn
  state: FormState
  /** A member of the own organisation, by name; or another organisation, whose member is typed by e-mail. */
  of: { memberId: string; name: string } | { organisationId: string; name: string }
  /** Why it cannot be asked for at all. */
  rule?: string | null
}

/** Asking to reset somebody's lost second factor. */
export function ResetAskPage(props: ResetAskPageProps) {
  const text = useText()
  const { actor, state, of, rule } = props
  const words = text.factor.resets
  const own = "memberId" in of
  const action = own ? paths.memberReset(of.memberId) : paths.organisationReset(of.organisationId)
  const before = own
    ? { label: of.name, href: paths.member(of.memberId) }
    : { label: of.name, href: paths.organisation(of.organisationId) }
  return (
    <Page title={words.askTitle} current="desk" actor={actor}>
      <Breadcrumb steps={[before, { label: words.askTitle }]} />
      <div class="form-narrow stack">
        <h1>{words.askTitle}</h1>
        <p class="lead">{own ? words.askLead(of.name) : words.askLeadElsewhere(of.name)}</p>
        {rule && (
          <Notice kind="warning" live>
            {refusalSentence(text, { rule })}
          </Notice>
        )}
        {!(own && rule) && (
          <Form ids="" say={accountSentence} state={state} action={action}>
            {!own && (
              <Field
                name="email"
                type="email"
                label={words.email}
                hint={words.emailHint}
                autocomplete="off"
                required
              />
            )}
            <TextArea
              name="reason"
              label={words.reason}
              hint={words.reasonHint}
              maxlength={longestReason}
              required
            />
            <p class="hint">{words.next}</p>
            <Button look="primary">{words.ask}</Button>
          </Form>
        )}
      </div>
    </Page>
  )
}
