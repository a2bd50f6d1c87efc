import type { ObjectionState } from "../../../worker/domain/selection/objections.ts"
import { paths } from "../../paths.ts"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

export interface ReceiptPageProps {
  /** Null for a receipt that nobody was given. */
  receipt: {
    slug: string
    title: string
    number: number
    estate: string
    state: ObjectionState
    receivedAt: string
    replyDueDay: string
    decidedAt: string | null
    reply: string | null
  } | null
}

function Facts({ receipt }: { receipt: NonNullable<ReceiptPageProps["receipt"]> }) {
  const text = useText()
  const words = text.awards.public.receipt
  const rows: [string, string][] = [
    [words.about, receipt.estate],
    [words.state, text.awards.objectionStates[receipt.state]],
    [words.received, formatTime(receipt.receivedAt)],
    receipt.decidedAt === null
      ? [words.due, formatDay(text, receipt.replyDueDay)]
      : [words.replied, formatDay(text, receipt.decidedAt)],
  ]
  return (
    <section class="card stack">
      <dl class="fact-list">
        <div>
          <dt>{words.programme}</dt>
          <dd>
            <a href={paths.notice(receipt.slug)}>{receipt.title}</a>
          </dd>
        </div>
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{words.reply}</h2>
      <p class="award-text">{receipt.reply ?? words.waiting}</p>
    </section>
  )
}

/** `/objections/:receipt`: how an objection stands, for who made it. */
export function ReceiptPage({ receipt }: ReceiptPageProps) {
  const text = useText()
  const words = text.awards.public.receipt
  return (
    <Page
      title={words.title}
      current="programmes"
      description={receipt === null ? words.unknownText : words.saved}
    >
      {receipt === null ? (
        <EmptyState level={1} title={words.unknown} explanation={words.unknownText} />
      ) : (
        <div class="stack">
          <h1>{words.number(receipt.number)}</h1>
          <Notice kind="success">{words.saved}</Notice>
          <Facts receipt={receipt} />
        </div>
      )}
    </Page>
  )
}
