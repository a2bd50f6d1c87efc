import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { formatNumber, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { fullBase } from "./estate-score.tsx"
import { formulaReader } from "./formula.ts"
import { MethodChecks, MethodDisclosure } from "./method-checks.tsx"
import { InputList, MethodIndicator } from "./method-indicator.tsx"
import { MethodBands, MethodItems } from "./method-items.tsx"
import { MethodRanges, MethodRanks, MethodRecompute } from "./method-ranks.tsx"
import { type MethodProps, MethodSection } from "./method-section.tsx"

function HowItScores({ edition }: MethodProps) {
  const text = useText()
  const words = text.publicPages.method
  const full = formatNumber(fullBase(edition))
  const rounded = (places: number | null) => (places === null ? words.noRounding : words.places(places))
  const how =
    edition.aggregation === "sum"
      ? words.sum
      : edition.aggregation === "arithmetic"
        ? words.arithmetic(full)
        : words.geometric(full)
  return (
    <MethodSection id="score">
      <ul class="facts">
        <li>{how}</li>
        <li>{words.final(formatNumber(edition.bonus_cap), formatNumber(edition.deduction_cap))}</li>
        <li>{words.missing}</li>
        <li>{edition.not_applicable === "full_marks" ? words.fullMarks : words.rescale}</li>
        <li>{words.rounding(rounded(edition.rounding.indicator), rounded(edition.rounding.total))}</li>
        <li>{words.year(edition.year.min_quarters)}</li>
        <li>{words.independent}</li>
      </ul>
    </MethodSection>
  )
}

function Dimensions({ edition, reader }: MethodProps) {
  const text = useText()
  const words = text.publicPages.method
  const total = edition.dimensions.reduce((sum, dimension) => sum + dimension.points, 0)
  return (
    <MethodSection id="dimensions">
      {edition.dimensions.map((dimension) => {
        const indicators = edition.indicators.filter((indicator) => indicator.dimension === dimension.code)
        return (
          <section class="method-dimension" aria-labelledby={`dimension-${dimension.code}`}>
            <header class="method-dimension__head">
              <h3 id={`dimension-${dimension.code}`}>{dimension.title[text.language]}</h3>
              <span class="muted">
                {words.pointsOf(formatNumber(dimension.points))}
                {text.site.listComma}
                {words.indicatorCount(indicators.length)}
              </span>
              <svg class="bar bar--thin" aria-hidden="true">
                <rect class="bar__back" width="100%" height="6" rx="3" />
                <rect
                  class="bar__value"
                  width={`${((100 * dimension.points) / total).toFixed(1)}%`}
                  height="6"
                  rx="3"
                />
              </svg>
            </header>
            {indicators.map((indicator) => (
              <MethodIndicator reader={reader} indicator={indicator} />
            ))}
          </section>
        )
      })}
    </MethodSection>
  )
}

function Contents({ edition }: MethodProps) {
  const text = useText()
  const words = text.publicPages.method
  const present: Record<string, number> = {
    bases: edition.bases.length,
    gates: edition.gates.length,
    bonuses: edition.bonuses.length,
    deductions: edition.deductions.length,
    vetoes: edition.vetoes.length,
    checks: edition.checks?.length ?? 0,
    disclosure: edition.disclosure ? 1 : 0,
  }
  return (
    <nav class="toc" aria-label={words.contents}>
      <ul class="picker picker--wrap">
        {Object.entries(words.sections)
          .filter(([id]) => present[id] !== 0)
          .map(([id, title]) => (
            <li>
              <a class="picker__link" href={`#${id}`}>
                {title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

interface PageProps {
  edition: Edition
  /** The released quarters that were scored by it, newest first. */
  periods: readonly string[]
}

/** `/methodology/:code`: an edition in full. */
export function MethodologyPage({ edition, periods }: PageProps) {
  const text = useText()
  const words = text.publicPages.method
  const props: MethodProps = { edition, reader: formulaReader(edition, text) }
  const title = edition.title[text.language]
  return (
    <Page
      title={words.title(title)}
      current="methodology"
      description={text.descriptions.of(words.title(title), words.sum)}
    >
      <header class="stack">
        <div>
          <h1>{title}</h1>
          <p class="muted">
            {words.version(edition.code, edition.version)}
            {text.site.listComma}
            {words.effective(formatPeriod(text, edition.effective_from))}
          </p>
        </div>
        <Notice title={text.site.disclaimer}>
          <p>{edition.disclaimer[text.language]}</p>
        </Notice>
        <Contents {...props} />
      </header>
      <HowItScores {...props} />
      <Dimensions {...props} />
      {edition.bases.length > 0 && (
        <MethodSection id="bases">
          <InputList reader={props.reader} inputs={edition.bases} />
        </MethodSection>
      )}
      <MethodItems {...props} />
      <MethodBands {...props} />
      <MethodRanks {...props} />
      <MethodRanges {...props} />
      <MethodChecks {...props} />
      <MethodDisclosure {...props} />
      <MethodRecompute {...props} periods={periods} />
    </Page>
  )
}
