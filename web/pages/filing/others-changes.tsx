import type { ChangedBy } from "../../../worker/domain/submission/part-changes.ts"
import { paths } from "../../paths.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FilingView, fieldId } from "./filing-view.ts"

const REASON = ".reason"

function FieldLink({ view, field }: { view: FilingView; field: string }) {
  const text = useText()
  const key = keyOf(field)
  const title = view.specs.get(key)?.title[text.language] ?? key
  const href = `${paths.submission(view.estate.slug, view.quarter)}#${fieldId(key)}`
  return <a href={href}>{key === field ? title : text.filing.check.othersReason(title)}</a>
}

const keyOf = (field: string) => (field.endsWith(REASON) ? field.slice(0, -REASON.length) : field)

/** Which values others changed since whoever submits has looked, and who; nothing when nobody did. */
export function OthersChanges({ view, changes }: { view: FilingView; changes: readonly ChangedBy[] }) {
  const text = useText()
  const { check } = text.filing
  // A first save also began the submission: that is no value.
  const rows = changes.flatMap(({ fields, ...by }) =>
    fields.filter((field) => view.mine.has(keyOf(field))).map((field) => ({ ...by, field })),
  )
  if (rows.length === 0) return null
  return (
    <Notice kind="warning" title={check.others} spaced>
      <p>{check.othersText}</p>
      <ul class="faults">
        {rows.map(({ person, program, at, field }) => (
          <li>
            <FieldLink view={view} field={field} />
            {text.site.colon}
            {check.othersLine(
              person ?? (program ? check.othersProgram : check.othersSomebody),
              formatTime(at),
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
