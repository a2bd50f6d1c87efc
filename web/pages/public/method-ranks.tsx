import { paths } from "../../paths.ts"
import { formatPeriod } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { type MethodProps, MethodSection } from "./method-section.tsx"

/** How ranks come about. */
export function MethodRanks({ edition }: MethodProps) {
  const text = useText()
  const words = text.publicPages.method
  const { rank } = edition
  const breakers = rank.tie_break.map((column) => words.columns[column]).join(text.site.listComma)
  return (
    <MethodSection id="ranks">
      <ul class="facts">
        <li>{words.rankBy(words.columns[rank.score])}</li>
        {breakers !== "" && <li>{words.tieBreak(breakers)}</li>}
        <li>{words.minGroup(rank.min_group)}</li>
      </ul>
    </MethodSection>
  )
}

/** What a rank range is and is not. */
export function MethodRanges({ edition }: MethodProps) {
  const text = useText()
  const words = text.publicPages.method
  const { draws, weight_spread, seed } = edition.robustness
  return (
    <MethodSection id="ranges">
      <ul class="facts">
        <li>{words.ranges(draws, Math.round(weight_spread * 100))}</li>
        <li>{words.rangesMeaning}</li>
        <li>{words.rangesRandom(seed)}</li>
        <li>{words.tieGroups}</li>
      </ul>
    </MethodSection>
  )
}

/** The command that gives the same figures; `periods` are the released quarters of the edition, newest first. */
export function MethodRecompute({ edition, periods }: MethodProps & { periods: readonly string[] }) {
  const text = useText()
  const words = text.publicPages.method
  return (
    <MethodSection id="recompute">
      <p class="section__lead">{words.recompute}</p>
      <pre class="command" tabindex={0}>
        <code>{`npm run --silent score -- --edition ${edition.code}.json --values V.csv --ranges`}</code>
      </pre>
      <ul class="facts">
        <li>
          <a href={paths.apiEdition(edition.code)}>{words.recomputeEdition}</a>
        </li>
        <li>
          {words.recomputeValues}
          {periods.map((period, index) => (
            <>
              {index > 0 && text.site.listComma}
              <a href={paths.apiValues(period)}>{formatPeriod(text, period)}</a>
            </>
          ))}
        </li>
        <li>
          <a href={paths.apiReleases()}>{words.recomputeReleases}</a>
        </li>
        <li>{edition.disclosure ? words.recomputeDisclosed : words.recomputeWithheld}</li>
        <li>{words.recomputeYear}</li>
      </ul>
    </MethodSection>
  )
}
