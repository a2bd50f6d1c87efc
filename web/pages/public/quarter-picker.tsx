import type { Text } from "../../text/text.ts"
import { formatPeriod } from "../../ui/format.ts"

export interface QuarterPickerProps {
  text: Text
  /** Newest first. */
  periods: string[]
  current: string
  href: (period: string) => string
}

/** Released periods as links; the chosen one is marked. */
export function QuarterPicker({ text, periods, current, href }: QuarterPickerProps) {
  return (
    <nav aria-label={text.publicPages.quarterPicker}>
      <ul class="picker">
        {periods.map((period) => (
          <li>
            <a
              class="picker__link"
              href={href(period)}
              aria-current={period === current ? "page" : undefined}
            >
              {formatPeriod(text, period)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
