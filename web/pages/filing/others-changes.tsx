import type { ChangedBy } from "../../../worker/domain/submission/part-changes.ts"
import { paths } from "../../paths.ts"
import { formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import { type FilingView, fieldId } from "./filing-view.ts"

const REASON = ".reason"

function FieldLink({ view, field }: { view: FilingView; field: string }) {
  const text = useText()
  const key = field.endsWith(REASON) ? field.slice(0, -REASON.length) : field
  const title = view.specs.get(key)?.title[text.language] ?? key
  const href = `${paths.submission(view.estate.slug, view.quarter)}#${fieldId(key)}`
  return <a href={href}>{key === field ? title : text.filing.check.othersReason(title)}</a>
}

/** Who changed which values since whoever submits has looked; nothing when nobody did. */
export function OthersChanges({ view, changes }: { view: FilingView; changes: readonly ChangedBy[] }) {
  const text = useText()
  const { check } = text.filing
  if (changes.length === 0) return null
  return (
    <Notice kind="warning" title={check.others}>
      <p>{check.othersText}</p>
      <ul class="faults">
        {changes.map(({ person, program, at, fields }) => (
          <li>
            {check.othersLine(
              person ?? (program ? check.othersProgram : check.othersSomebody),
              formatTime(at),
            )}
            {text.site.colon}
            {fields.map((field, index) => (
              <>
                {index > 0 && text.site.listComma}
                <FieldLink view={view} field={field} />
              </>
            ))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
