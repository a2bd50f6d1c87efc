import { longestReason } from "../../../worker/domain/identity/factor-reset.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { Breadcrumb } from "../../ui/breadcrumb.tsx"
import { Button } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

export interface ResetAskPageProps {
  actor: SignedIn
  formKey: string
  /** A member of the own organisation, by name; or another organisation, whose member is typed by e-mail. */
  of: { memberId: string; name: string } | { organisationId: string; name: string }
  /** Why it cannot be asked for at all. */
  rule?: string | null
  typed?: { email: string; reason: string }
  /** Sentences by field. */
  faults?: Record<string, string>
}

/** Asking to reset somebody's lost second factor. */
export function ResetAskPage(props: ResetAskPageProps) {
  const text = useText()
  const { actor, formKey, of, rule, typed, faults = {} } = props
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
          <form method="post" action={action} class="stack" novalidate>
            <input type="hidden" name="key" value={formKey} />
            {!own && (
              <Field
                id="email"
                name="email"
                type="email"
                label={words.email}
                hint={words.emailHint}
                value={typed?.email}
                autocomplete="off"
                required
                error={faults["email"]}
              />
            )}
            <TextArea
              id="reason"
              name="reason"
              label={words.reason}
              hint={words.reasonHint}
              value={typed?.reason}
              maxlength={longestReason}
              required
              error={faults["reason"]}
            />
            <p class="hint">{words.next}</p>
            <Button look="primary">{words.ask}</Button>
          </form>
        )}
      </div>
    </Page>
  )
}
