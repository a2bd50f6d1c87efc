import { formatNumber, formatScore } from "../../ui/format.ts"
import { SourceMark } from "../../ui/source-mark.tsx"
import { useText } from "../../ui/use-text.ts"
import type { CardProps } from "./estate-view.ts"
import { TypedValues } from "./typed-values.tsx"

function Gates({ view }: CardProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { card, edition } = view
  const met = card.gates.filter((gate) => gate.met).length
  return (
    <details class="fold">
      <summary>
        <h3 class="fold__title">{words.gates}</h3>
        <span class="fold__aside">{words.gatesMet(met, edition.gates.length)}</span>
      </summary>
      <div class="fold__body">
        <ul class="items">
          {edition.gates.map((gate) => {
            const answer = card.gates.find(({ code }) => code === gate.code)
            const word = answer?.met
              ? words.gateMet
              : answer?.answered
                ? words.gateNotMet
                : words.gateUnanswered
            return (
              <li>
                <span class="items__name">
                  {gate.title[text.language]} <SourceMark source={gate.source} />
                  <span class="sub-line">{gate.definition[text.language]}</span>
                </span>
                <span class={answer?.met ? "items__answer" : "items__answer items__answer--not"}>{word}</span>
              </li>
            )
          })}
        </ul>
      </div>
    </details>
  )
}

function Extras({ view }: CardProps) {
  const text = useText()
  const words = text.publicPages.estate
  const { card, edition } = view
  const lines = [
    ...edition.bonuses.flatMap((item) => {
      const points = card.bonuses.find(({ code }) => code === item.code)?.points ?? 0
      return points > 0 ? [{ item, line: words.bonusLine(formatNumber(points)) }] : []
    }),
    ...edition.deductions.flatMap((item) => {
      const found = card.deductionDetail.find(({ code }) => code === item.code)
      return found && found.count > 0
        ? [{ item, line: words.deductionLine(found.count, formatNumber(found.points)) }]
        : []
    }),
  ]
  return (
    <details class="fold">
      <summary>
        <h3 class="fold__title">{words.extras}</h3>
        <span class="fold__aside">
          {words.extrasSum(formatScore(card.bonus ?? 0, 1), formatScore(card.deductions ?? 0, 1))}
        </span>
      </summary>
      <div class="fold__body">
        {lines.length === 0 && <p class="muted">{words.noExtras}</p>}
        <ul class="items">
          {lines.map(({ item, line }) => (
            <li>
              <span class="items__name">
                {item.title[text.language]} <SourceMark source={item.source} />
                <span class="sub-line">{item.definition[text.language]}</span>
              </span>
              <span class="items__answer">{line}</span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}

/** What is not an indicator: base values, required items, bonus and deductions. */
export function EstateItems({ view }: CardProps) {
  const text = useText()
  const words = text.publicPages.estate
  return (
    <>
      <Gates view={view} />
      <Extras view={view} />
      {view.edition.bases.length > 0 && (
        <details class="fold">
          <summary>
            <h3 class="fold__title">{words.bases}</h3>
            <span class="fold__aside">{words.basesLead}</span>
          </summary>
          <div class="fold__body">
            <TypedValues inputs={view.edition.bases} values={view.card.values} />
          </div>
        </details>
      )}
    </>
  )
}
