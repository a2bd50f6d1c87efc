import { formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"

export interface QuarterPickerProps {
  /** Newest first. */
  periods: string[]
  current: string
  href: (period: string) => string
}

/** Released periods as links; the chosen one is marked. */
export function QuarterPicker({ periods, current, href }: QuarterPickerProps) {
  const text = useText()
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
