import type { MemberActor } from "../../../worker/domain/actor.ts"
import { paths } from "../../paths.ts"
import { refusalSentence } from "../../text/refusal-sentence.ts"
import { LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { TextArea } from "../../ui/text-area.tsx"
import { useText } from "../../ui/use-text.ts"

export interface ErrorPageProps {
  /** Rule id; an unknown one gets the general sentence. */
  rule: string
  with: Record<string, string | number>
  requestId: string
  actor: MemberActor | null
  /** The page that a refused form stood on. */
  back?: string
  /** What was typed into it, as far as it was read: to be copied, shortened and sent again. */
  typed?: readonly string[]
}

/** What was refused, why, and where to go on. */
export function ErrorPage({ rule, with: parameters, requestId, actor, back, typed = [] }: ErrorPageProps) {
  const text = useText()
  const { error } = text.access
  const sentence = refusalSentence(text, { rule, with: parameters })
  return (
    <Page title={error.title} actor={actor} description={sentence}>
      <h1>{error.title}</h1>
      <p class="lead">{sentence}</p>
      <p>{error.kept}</p>
      {typed.length > 0 && (
        <section class="stack">
          <h2>{error.typed}</h2>
          <p>{error.typedText}</p>
          {typed.map((one, at) => (
            <TextArea id={`typed-${at}`} name="typed" label={error.typedPart(at + 1)} value={one} readonly />
          ))}
        </section>
      )}
      <div class="button-row">
        {back && (
          <LinkButton href={back} look="primary">
            {error.back}
          </LinkButton>
        )}
        {rule === "sign_in_first" && (
          <LinkButton href={paths.signIn()} look="primary" newWindow>
            {text.access.signIn}
          </LinkButton>
        )}
        <LinkButton href={actor ? paths.desk() : paths.home()}>
          {actor ? error.toDesk : error.toHome}
        </LinkButton>
      </div>
      <p class="hint">{error.requestId(requestId)}</p>
    </Page>
  )
}
