import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"

/** A link that leads to no open invitation: why, and what to do. */
export function DeadPage({ text, rule }: { text: Text; rule: string }) {
  const { accept } = text.people
  return (
    <Page text={text} title={accept.deadTitle} description={refusalSentence(text, { rule })}>
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
