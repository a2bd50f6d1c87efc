import { formatDay, formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"

/** The quarter that is closed and not public yet, with the last day of checking if it has one. */
export interface Checking {
  quarter: string
  until: string | null
}

/** Says that a quarter is closed and being checked until a day: nothing of it is public before its final release. */
export function CheckingNote({ checking }: { checking: Checking }) {
  const text = useText()
  const until = checking.until && formatDay(text, checking.until)
  return <p>{text.publicPages.city.checking(formatPeriod(text, checking.quarter), until)}</p>
}
