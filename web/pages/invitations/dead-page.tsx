import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** A link that leads to no open invitation: why, and what to do. */
export function DeadPage({ rule }: { rule: string }) {
  const text = useText()
  const { accept } = text.people
  return (
    <Page title={accept.deadTitle} description={refusalSentence(text, { rule })}>
      <div class="form-narrow stack">
        <h1>{accept.deadTitle}</h1>
        <p class="lead">{refusalSentence(text, { rule })}</p>
        <div class="button-row">
          <LinkButton href={paths.signIn()}>{text.access.signIn}</LinkButton>
          <LinkButton href={paths.home()}>{text.access.error.toHome}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
