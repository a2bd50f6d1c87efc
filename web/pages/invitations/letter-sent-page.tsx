import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"

/** A letter is on its way to the e-mail that was typed; the same whether or not it has an account. */
export function LetterSentPage({ text, token, hours }: { text: Text; token: string; hours: number }) {
  const { accept } = text.people
  return (
    <Page text={text} title={accept.sentTitle} description={text.descriptions.invitation}>
      <div class="form-narrow stack">
        <h1>{accept.sentTitle}</h1>
        <p class="lead">{accept.sentLead(hours)}</p>
        <div class="button-row">
          <LinkButton href={paths.invitation(token)}>{accept.sentAgain}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
