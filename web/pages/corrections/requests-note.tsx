import { paths } from "../../paths.ts"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"

/** What waits of corrections: of a company its quarters that are being corrected, of the city what it is asked for. */
export interface CorrectionsWaiting {
  corrected: { quarter: string; estates: number }[]
  requests: { count: number; dueDay: string | null } | null
}

/** To whoever may correct, and to the company whose they are: how many requests wait, as the way to exactly these. */
export function RequestsNote({ requests, own }: Pick<CorrectionsWaiting, "requests"> & { own: boolean }) {
  const text = useText()
  const { requests: words } = text.corrections
  if (!requests || requests.count === 0) return null
  return (
    <Notice kind={own ? "info" : "warning"} spaced>
      <p>
        <a href={paths.correctionRequests({ state: "asked" })}>
          {(own ? words.ownWaiting : words.toDo)(requests.count)}
        </a>
        {requests.dueDay && ` · ${words.toDoDue(formatDay(text, requests.dueDay))}`}
      </p>
    </Notice>
  )
}
