import { letters } from "../../../worker/domain/mail/letters.ts"
import type { Message } from "../../../worker/domain/mail/message.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { ButtonForm } from "../../ui/form.tsx"
import { formatTime } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { messageView } from "../mail/letter-view.ts"

export interface InboxPageProps {
  actor: SignedIn
  messages: readonly Message[]
  /** Where the next page begins; null on the last one. */
  next: string | null
  /** Whether it is another page than the first. */
  further: boolean
  formKey: string
}

function Item({ message, formKey }: { message: Message; formKey: string }) {
  const text = useText()
  const words = text.messages
  const { subject, before, estates, more, link, after } = messageView(text, message)
  const unread = message.readAt === null
  return (
    <li class={unread ? "message message--unread" : "message"}>
      <h2 class="message__subject">
        {unread && <span class="message__mark">{words.isUnread}</span>}
        {subject}
      </h2>
      <p class="muted">
        <time datetime={message.at}>{formatTime(message.at)}</time>
        {text.site.aside(words.kinds[message.kind])}
      </p>
      {before.map((line) => (
        <p>{line}</p>
      ))}
      {estates.length > 0 && (
        <ul>
          {estates.map(({ line, href }) => (
            <li>{href === null ? line : <a href={href}>{line}</a>}</li>
          ))}
        </ul>
      )}
      {more !== null && <p>{more}</p>}
      {after.map((line) => (
        <p>{line}</p>
      ))}
      {letters[message.kind].secret.length > 0 && <p class="hint">{words.secret}</p>}
      <ButtonForm class="button-row" action={paths.readMessage(message.id)} formKey={formKey}>
        {link && (
          <button class="button" type="submit" name="open" value="1">
            {link.label}
          </button>
        )}
        {unread && (
          <button class="button button--quiet" type="submit" aria-label={words.readNamed(subject)}>
            {words.read}
          </button>
        )}
      </ButtonForm>
    </li>
  )
}

/** A person's messages, the newest first; marking them as read works without JavaScript. */
export function InboxPage({ actor, messages, next, further, formKey }: InboxPageProps) {
  const text = useText()
  const words = text.messages
  const [newest] = messages
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <div class="stack messages">
        <h1>{words.title}</h1>
        <p class="lead">
          {words.lead(actor.unread)} <a href={paths.ownLetters()}>{words.settings}</a>
        </p>
        {newest && actor.unread > 0 && (
          <ButtonForm action={paths.readAllMessages()} formKey={formKey}>
            <input type="hidden" name="newest" value={newest.id} />
            <Button>{words.readAll}</Button>
            <p class="hint">{words.readAllHint}</p>
          </ButtonForm>
        )}
        {newest ? (
          <ul class="message-list">
            {messages.map((message) => (
              <Item message={message} formKey={formKey} />
            ))}
          </ul>
        ) : (
          <EmptyState title={words.empty} explanation={words.emptyText} />
        )}
        {(further || next !== null) && (
          <nav class="pager" aria-label={text.site.pages}>
            {further ? <LinkButton href={paths.inbox()}>{words.newest}</LinkButton> : <span />}
            {next === null ? (
              <span />
            ) : (
              <LinkButton href={paths.inbox({ after: next })}>{words.older}</LinkButton>
            )}
          </nav>
        )}
      </div>
    </Page>
  )
}
