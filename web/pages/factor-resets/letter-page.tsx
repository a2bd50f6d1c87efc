import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"

/** Where the letter's link leads: `open` with the button that stops the request, `stopped` afterwards, or `over`. */
export function ResetLetterPage(props: { text: Text; token: string; state: "open" | "stopped" | "over" }) {
  const { text, token, state } = props
  const words = text.factor.resets.letter[props.state]
  return (
    <Page text={text} title={words.title} description={words.lead}>
      <div class="form-narrow stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        {state === "open" ? (
          <form method="post" action={paths.resetLetter(token)}>
            <Button look="primary">{text.factor.resets.letter.stop}</Button>
          </form>
        ) : (
          <LinkButton href={paths.signIn()} look="primary">
            {text.access.signIn}
          </LinkButton>
        )}
      </div>
    </Page>
  )
}
