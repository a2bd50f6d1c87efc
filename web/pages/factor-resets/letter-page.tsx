import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

/** Where the letter's link leads: `open` with the button that stops the request, `stopped` afterwards, or `over`. */
export function ResetLetterPage(props: { token: string; state: "open" | "stopped" | "over" }) {
  const text = useText()
  const { token, state } = props
  const words = text.factor.resets.letter[props.state]
  return (
    <Page title={words.title} description={words.lead}>
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
