import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"

/** Above a submission of a released quarter that may be worked on again: since when, why, and what comes next. */
export function BeingCorrected(props: {
  correction: { reason: string; openedAt: string } | null
  next: string
}) {
  const text = useText()
  const { correction, next } = props
  if (!correction) return null
  const { filing } = text.corrections
  return (
    <Notice kind="warning" title={filing.title} spaced>
      <p>{filing.text(formatDay(text, correction.openedAt), correction.reason)}</p>
      <p>{next}</p>
    </Notice>
  )
}

/** Above a desk's list: the quarters in which something of the reader's is being corrected, wherever the list stands. */
export function CorrectedQuarters(props: {
  corrected: { quarter: string; estates: number }[]
  /** Of the same desk. */
  href: (quarter: string) => string
}) {
  const text = useText()
  const { corrected, href } = props
  if (corrected.length === 0) return null
  return (
    <Notice kind="warning" title={text.corrections.filing.title} spaced>
      <ul>
        {corrected.map(({ quarter, estates }) => (
          <li>
            <a href={href(quarter)}>{text.corrections.filing.count(formatPeriod(text, quarter), estates)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Of quarters before that are corrected and of which nobody kept what was released: that comparisons use what is filed by now. */
export function UnkeptQuarters({ quarters }: { quarters: readonly string[] }) {
  const text = useText()
  if (quarters.length === 0) return null
  const names = quarters.map((quarter) => formatPeriod(text, quarter)).join(text.site.listComma)
  return (
    <Notice kind="warning" spaced>
      {text.corrections.filing.unkept(names)}
    </Notice>
  )
}
