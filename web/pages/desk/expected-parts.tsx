import type { Bilingual, Edition } from "../../../worker/domain/scoring/edition.ts"
import type { BandBar, Expected } from "../../../worker/domain/submission/expected.ts"
import type { Text } from "../../text/text.ts"
import { formatNumber, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { figureWords, formulaReader, requirementWords } from "../public/formula.ts"

export interface ExpectedProps {
  edition: Edition
  expected: Expected
}

/** A band by its code in words; no code is no band. */
export function bandWords(text: Text, { bands }: Pick<Edition, "bands">, code: string | null): string {
  return bands.find((band) => band.code === code)?.title[text.language] ?? text.filing.expected.noBand
}

const titleOf = (text: Text, items: readonly { code: string; title: Bilingual }[], code: string) =>
  items.find((item) => item.code === code)?.title[text.language] ?? code

/** Everything that bars a band, one sentence each. */
function barWords(text: Text, edition: Edition, bar: BandBar): string[] {
  const { expected } = text.filing
  const reader = formulaReader(edition, text)
  const named = (items: Parameters<typeof titleOf>[1], codes: readonly string[]) =>
    codes.map((code) => titleOf(text, items, code)).join(text.site.listComma)
  return [
    ...(bar.short > 0 ? [expected.short(formatNumber(bar.short, 9))] : []),
    ...(bar.gates.length > 0 ? [expected.gates(named(edition.gates, bar.gates))] : []),
    ...(bar.vetoes.length > 0 ? [expected.vetoes(named(edition.vetoes, bar.vetoes))] : []),
    ...bar.others.map((one) => expected.other(requirementWords(reader, one))),
  ]
}

/** Deductions that count so far, each with its count; said also when there are none. */
export function KnownDeductions({ edition, expected: { deductions } }: ExpectedProps) {
  const text = useText()
  const { expected } = text.filing
  if (deductions.length === 0) return <p>{expected.noDeductions}</p>
  return (
    <>
      <h3>{expected.deductions}</h3>
      <ul class="expected__list">
        {deductions.map(({ code, count, points }) => (
          <li>
            {expected.deduction(
              titleOf(text, edition.deductions, code),
              String(count),
              formatScore(points, 2),
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Each better band with everything that bars it. */
export function BandBars({ edition, expected: { bars } }: ExpectedProps) {
  const text = useText()
  const { expected } = text.filing
  if (bars.length === 0) return <p>{expected.best}</p>
  return (
    <>
      <h3>{expected.bars}</h3>
      <ul class="expected__list">
        {bars.map((bar) => (
          <li>
            <strong>{bandWords(text, edition, bar.band)}</strong>
            {text.site.colon}
            {barWords(text, edition, bar).join(expected.join)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Of indicators that may be counted in several ways, the one that was taken. */
export function WaysTaken({ edition, expected: { score } }: ExpectedProps) {
  const text = useText()
  const { expected } = text.filing
  const reader = formulaReader(edition, text)
  const several = edition.indicators.filter(({ alternatives }) => alternatives.length > 1)
  if (several.length === 0) return null
  return (
    <>
      <h3>{expected.ways}</h3>
      <ul class="expected__list">
        {several.map((indicator) => {
          const found = score.indicators.find(({ code }) => code === indicator.code)
          const at = found?.withheld ? null : (found?.alternative ?? null)
          return (
            <li>
              {indicator.title[text.language]}
              {text.site.colon}
              {at === null
                ? expected.noWay
                : expected.way(at + 1, indicator.alternatives.length, figureWords(reader, indicator, at))}
            </li>
          )
        })}
      </ul>
    </>
  )
}
