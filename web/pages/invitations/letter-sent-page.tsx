import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** A letter is on its way to the e-mail that was typed; the same whether or not it has an account. */
export function LetterSentPage({ token, hours }: { token: string; hours: number }) {
  const text = useText()
  const { accept } = text.people
  return (
    <Page title={accept.sentTitle} description={text.descriptions.invitation}>
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
