import type { ManagedPeriod } from "../../../worker/domain/registry/tenures.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"

/** Who managed an estate from when to when, in a quarter in which the company changed; nothing otherwise. */
export function ManagersNote(props: { quarter: string; managers: ManagedPeriod[] }) {
  const text = useText()
  const { quarter, managers } = props
  const words = text.registry.estate
  if (managers.length === 0) return null
  return (
    <Notice title={words.changedIn(formatPeriod(text, quarter))}>
      <ul class="faults">
        {managers.map(({ company, fromDate, toDate }) => (
          <li>{words.held(company, formatDay(text, fromDate), formatDay(text, toDate))}</li>
        ))}
      </ul>
      <p>{words.changedRule}</p>
    </Notice>
  )
}
