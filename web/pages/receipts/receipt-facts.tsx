import type { ReceiptPayload } from "../../../worker/domain/submission/receipt.ts"
import { formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"

/** What a receipt says of the sending: id, time, in time or late; then whatever the page knows besides. */
export function ReceiptFacts(props: {
  payload: ReceiptPayload
  rows?: readonly (readonly [name: string, value: string])[]
  seal?: string
}) {
  const text = useText()
  const words = text.receipts
  const { payload, rows = [], seal } = props
  const all: (readonly [string, string])[] = [
    [words.id, payload.id],
    [words.time, formatTime(payload.sentAt)],
    [words.timeliness, payload.late ? words.late : words.inTime],
    [words.count, words.filing(payload.filing)],
    ...rows,
  ]
  return (
    <dl class="fact-list">
      {all.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {seal !== undefined && (
        <div>
          <dt>{words.seal}</dt>
          <dd>
            <code>{seal}</code>
          </dd>
        </div>
      )}
    </dl>
  )
}
