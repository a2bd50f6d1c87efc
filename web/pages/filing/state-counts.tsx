import { filingFilters } from "../../../worker/domain/submission/desk-lists.ts"
import { paths } from "../../paths.ts"
import { useText } from "../../ui/use-text.ts"

/** How many estates stand where, each number a link to exactly these; states in which none stands are left out. */
export function StateCounts({
  quarter,
  states,
  asked = 0,
  current,
}: {
  quarter: string
  /** Estates by state, `none` without a submission. */
  states: Readonly<Record<string, number>>
  /** Those that a company asks the reader's place to check. */
  asked?: number
  /** What the page is narrowed to; nothing on a page that is no list. */
  current?: string
}) {
  const text = useText()
  const { filing } = text
  const total = Object.values(states).reduce((sum, n) => sum + n, 0)
  const shown = filingFilters.flatMap((filter) => {
    const n = filter === "all" ? total : filter === "asked" ? asked : (states[filter] ?? 0)
    const title =
      filter === "all" ? filing.list.all : filter === "asked" ? filing.list.asked : filing.states[filter]
    return n > 0 || filter === current ? [{ filter, n, title }] : []
  })
  return (
    <nav class="quarter-picker" aria-label={filing.list.byState}>
      <ul>
        {shown.map(({ filter, n, title }) => (
          <li>
            <a
              href={paths.filing({ quarter, ...(filter === "all" ? {} : { state: filter }) })}
              aria-current={filter === current ? "page" : undefined}
            >
              {title} {n}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
