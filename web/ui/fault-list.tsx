import { Notice } from "./notice.tsx"
import { useText } from "./use-text.ts"

export interface Fault {
  /** Id of the field that the link jumps to; without it the sentence stands alone. */
  fieldId?: string
  sentence: string
}

/** Everything that is wrong, above the form, each a link to its field. Nothing when there are no faults. */
export function FaultList({ faults, title }: { faults: Fault[]; title?: string }) {
  const text = useText()
  if (faults.length === 0) return null
  return (
    <Notice kind="error" title={title ?? text.site.faultCount(faults.length)} id="faults" live arrive>
      <ul class="faults">
        {faults.map(({ fieldId, sentence }) => (
          <li>{fieldId ? <a href={`#${fieldId}`}>{sentence}</a> : sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}
