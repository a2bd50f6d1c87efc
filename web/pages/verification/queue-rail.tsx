import { daysBetween } from "../../../worker/domain/quarter.ts"
import { paths } from "../../paths.ts"
import { useText } from "../../ui/use-text.ts"
import { riskWords } from "./risk-words.ts"
import type { VerificationView } from "./verification-view.ts"

/** The submission behind this one in the queue; null where none is. */
export function nextInQueue({ queue, estate, quarter }: VerificationView): string | null {
  const at = queue.findIndex(({ slug }) => slug === estate.slug)
  const next = queue[at + 1]
  return next ? paths.verifySubmission(next.slug, quarter) : null
}

/** What waits beside the submission that is open, the first of it as links. */
export function QueueRail({ view }: { view: VerificationView }) {
  const text = useText()
  const { queue } = text.verification
  const waiting = (view.level ? queue.waiting : queue.pending)(view.waiting)
  return (
    <nav class="rail verify-split__rail" aria-label={waiting}>
      <p class="rail__title">{view.waiting > 0 ? waiting : view.level ? queue.nothing : queue.none}</p>
      <ul class="rail__list">
        {view.queue.map(({ slug, name, risk, since }) => (
          <li>
            <a
              class="rail__link"
              href={paths.verifySubmission(slug, view.quarter)}
              aria-current={slug === view.estate.slug ? "page" : undefined}
            >
              {name}
              <span class="rail__why">
                {riskWords(text, risk, since === null ? null : daysBetween(since, view.today))}
              </span>
            </a>
          </li>
        ))}
        {view.waiting > view.queue.length && (
          <li>
            <a class="rail__link" href={paths.verification({ quarter: view.quarter, state: "waiting" })}>
              {queue.more(view.waiting - view.queue.length)}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
