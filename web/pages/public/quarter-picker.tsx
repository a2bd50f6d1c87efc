import { formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { type Checking, CheckingNote } from "./checking-note.tsx"

export interface QuarterPickerProps {
  /** Newest first. */
  periods: string[]
  current: string
  href: (period: string) => string
  /** The quarter that comes next and is being checked, if one is. */
  checking: Checking | null
}

/** Released periods as links; the chosen one is marked. Below them, which quarter is being checked. */
export function QuarterPicker({ periods, current, href, checking }: QuarterPickerProps) {
  const text = useText()
  return (
    <>
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
      {checking && <CheckingNote checking={checking} />}
    </>
  )
}
