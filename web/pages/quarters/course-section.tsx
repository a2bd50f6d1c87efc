import type { Role } from "../../../worker/domain/actor.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"

/** One thing that was done to a quarter as a whole. */
export interface CourseRow {
  at: string
  action:
    | "quarter.open"
    | "quarter.close"
    | "quarter.reopen"
    | "quarter.move_deadline"
    | "quarter.set_window"
    | "quarter.preliminary"
  /** The district that it was done to; null of the whole city. */
  district: string | null
  /** The deadline after it, where it set one. */
  deadlineDay: string | null
  /** Of the time for checking: working days; of a preliminary release its number and the last day. */
  windowDays: number | null
  windowDay: string | null
  number: number | null
  reason: string | null
  organisation: string | null
  role: Role | null
}

/** Who opened, closed and opened again, and moved the deadline, and why: the officials' record of the quarter. */
export function Course({ course }: { course: CourseRow[] }) {
  const text = useText()
  const { course: words } = text.quarters
  if (course.length === 0) return null
  const what = (row: CourseRow) =>
    [
      words.acts[row.action],
      row.number && words.nth(row.number),
      row.district,
      row.deadlineDay && words.until(formatDay(text, row.deadlineDay)),
      row.action === "quarter.set_window" && words.workingDays(row.windowDays ?? 0),
      row.windowDay && words.checked(formatDay(text, row.windowDay)),
    ]
      .filter(Boolean)
      .join(" · ")
  return (
    <section class="stack" id="course">
      <h2>{words.title}</h2>
      <DataTable
        caption={words.title}
        captionHidden
        cards
        rows={course}
        columns={[
          { key: "at", title: words.at, cell: (row) => formatTime(row.at) },
          { key: "what", title: words.what, cell: what },
          {
            key: "by",
            title: words.by,
            cell: (row) =>
              [row.organisation, row.role && text.access.roles[row.role]].filter(Boolean).join(" · ") ||
              words.platform,
          },
          { key: "reason", title: words.reason, cell: (row) => row.reason ?? "—" },
        ]}
      />
    </section>
  )
}
