import { DAY, startOfDay } from "../../../worker/domain/quarter.ts"
import { standingCount, standingGroups } from "../../../worker/domain/submission/standing.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { type ListRow, standingWords } from "../filing/list-columns.tsx"

/** What a company has to file, as numbers that lead to their estates, and what is most urgent. */
export interface ToDo {
  quarter: string
  /** Estates by where they stand. */
  states: Record<string, number>
  /** What is to be done, the most urgent first; not all of it. */
  rows: ListRow[]
  deadlineDay: string
  /** Asia/Shanghai. */
  today: string
}

/** How many rows the desk shows. */
export const TO_DO_SHOWN = 7

interface Figure {
  key: string
  n: number
  title: string
  detail: string
  /** The list with exactly these. */
  href?: string
}

function figuresOf({ quarter, states, deadlineDay, today }: ToDo): Figure[] {
  const text = useText()
  const { list, states: words } = text.filing
  const left = Math.round((startOfDay(deadlineDay) - startOfDay(today)) / DAY)
  const n = (of: Parameters<typeof standingCount>[1]) => standingCount(states, of)
  const all = Object.values(states).reduce((sum, one) => sum + one, 0)
  const counted = (
    key: keyof typeof standingGroups | "returned" | "closed",
    title: string,
    detail: string,
  ) => {
    const count = key in standingGroups ? n(standingGroups[key as "due"]) : n([key as "returned"])
    return { key, n: count, title, detail, href: paths.filing({ quarter, state: key }) }
  }
  const day = formatDay(text, deadlineDay)
  return [
    left < 0
      ? { key: "left", n: -left, title: list.daysOver, detail: list.overdue(day) }
      : { key: "left", n: left, title: list.daysToGo, detail: list.deadline(day) },
    counted("due", list.groups.due, list.dueDetail(n(["none"]), n(["draft"]))),
    counted("returned", words.returned, list.returnedDetail),
    counted("sent", list.groups.sent, list.sentDetail(all, n(["verified"]))),
    ...(n(["closed"]) > 0 ? [counted("closed", words.closed, list.closedDetail)] : []),
  ]
}

/** Figures of a desk in one row, each but the days a link to exactly that many estates. */
function Figures({ figures }: { figures: Figure[] }) {
  return (
    <ul class="desk-figures">
      {figures.map(({ key, n, title, detail, href }) => (
        <li>
          {href && n > 0 ? (
            <a href={href}>
              <strong class="desk-figures__n">{n}</strong> <span>{title}</span>
            </a>
          ) : (
            <p>
              <strong class="desk-figures__n">{n}</strong> <span>{title}</span>
            </p>
          )}
          <p class="hint" id={`figure-${key}`}>
            {detail}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Rows({ toDo: { quarter, rows, states } }: { toDo: ToDo }) {
  const text = useText()
  const { list } = text.filing
  const all = standingCount(states, standingGroups.todo)
  if (rows.length === 0) return <p>{list.nothingToDo}</p>
  return (
    <>
      <ul class="to-do">
        {rows.map((row, at) => (
          <li class="to-do__row">
            <span class="to-do__state">{standingWords(text, row)}</span>
            <span class="to-do__what">
              <strong>{row.name}</strong>
              <span class="sub-line">
                {row.placeName} · {list.until(formatDay(text, row.dueDay))}
              </span>
            </span>
            <LinkButton href={paths.submission(row.slug, quarter)} look={at === 0 ? "primary" : undefined}>
              {list.open[row.standing === "draft" || row.standing === "returned" ? row.standing : "none"]}
              <span class="hidden-text">{text.site.aside(row.name)}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
      {all > rows.length && (
        <p>
          <a href={paths.filing({ quarter, state: "todo" })}>{list.allToDo(all)}</a>
        </p>
      )}
    </>
  )
}

/** 现在要做: how many estates wait for what, and the most urgent of them. */
export function ToDoSection({ toDo }: { toDo: ToDo }) {
  const text = useText()
  const { list } = text.filing
  const { quarter, states } = toDo
  const due = standingCount(states, standingGroups.due)
  return (
    <section class="section" aria-labelledby="to-do">
      <h2 id="to-do">
        {list.toDo(formatPeriod(text, quarter))}
        {text.site.colon}
        {list.finding(due, states["returned"] ?? 0)}
      </h2>
      <Figures figures={figuresOf(toDo)} />
      <Rows toDo={toDo} />
      <p>
        <a href={paths.trend()}>{text.filing.trend.open}</a>
      </p>
      <p>
        <a href={paths.burden({ quarter })}>{text.burden.open}</a>
      </p>
    </section>
  )
}
