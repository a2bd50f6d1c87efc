import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Field } from "../../ui/field.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"

export interface CodePageProps {
  text: Text
  actor: SignedIn
  to?: string
  /** This session has nothing to pass (any more). */
  passed: boolean
  /** What the last try was refused for. */
  error?: string
  /** No more tries for now. */
  blocked?: string
}

/** The second step of signing in. */
export function CodePage({ text, actor, to, passed, error, blocked }: CodePageProps) {
  const { code } = text.account
  return (
    <Page text={text} title={code.title} actor={actor} current="signIn">
      <div class="form-narrow stack">
        <h1>{code.title}</h1>
        {passed ? (
          <>
            <p class="lead">{code.passed}</p>
            <LinkButton href={paths.desk()} look="primary">
              {code.go}
            </LinkButton>
          </>
        ) : (
          <>
            {blocked && (
              <Notice kind="error" live>
                {blocked}
              </Notice>
            )}
            <p class="lead">{code.lead}</p>
            <form method="post" action={paths.signInCode()} class="stack">
              {to && <input type="hidden" name="to" value={to} />}
              <Field
                id="code"
                name="code"
                label={code.label}
                hint={code.hint}
                autocomplete="one-time-code"
                maxlength={40}
                required
                error={error}
              />
              <Button look="primary">{code.submit}</Button>
            </form>
            <p class="hint">{code.lost}</p>
          </>
        )}
      </div>
    </Page>
  )
}
