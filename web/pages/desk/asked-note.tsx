import { paths } from "../../paths.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"

/** To a place: of how many estates a company asks it to check or fill in its part, as a link to exactly these. */
export function AskedNote({ quarter, estates }: { quarter: string; estates: number }) {
  const text = useText()
  if (estates === 0) return null
  return (
    <Notice kind="warning" spaced>
      <a href={paths.filing({ quarter, state: "asked" })}>{text.filing.list.askedMore(estates)}</a>
    </Notice>
  )
}
