import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatPeriod } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

export type MissingKind = keyof Text["publicPages"]["missing"]["kinds"]

export interface MissingPageProps {
  missing: MissingKind
  /** What the address asked for; empty when there is nothing to repeat. */
  asked: string
  /** Released periods, newest first, offered when a period was not found. */
  periods: string[]
}

/** A 404 that says what was not found and where to go instead. */
export function MissingPage({ missing, asked, periods }: MissingPageProps) {
  const text = useText()
  const words = text.publicPages.missing
  const { title, help } = words.kinds[missing]
  const offered = missing === "period" ? periods.slice(0, 8) : []
  return (
    <Page title={title} description={help}>
      <EmptyState level={1} title={title} explanation={asked === "" ? help : `${words.asked(asked)}${help}`}>
        <div class="button-row button-row--center">
          {offered.map((period) => (
            <LinkButton href={paths.ranking({ quarter: period })}>{formatPeriod(text, period)}</LinkButton>
          ))}
          <LinkButton href={paths.home()} look={offered.length === 0 ? "primary" : "plain"}>
            {words.toHome}
          </LinkButton>
          <LinkButton href={paths.ranking()}>{text.publicPages.city.allRanking}</LinkButton>
        </div>
      </EmptyState>
    </Page>
  )
}
