import { Button } from "../../ui/button.tsx"
import { formatChange, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { BandBars, bandWords } from "../desk/expected-parts.tsx"
import type { VerificationView } from "./verification-view.ts"

/** What adjustments do to points and band: all together, and each. */
export function EffectsCard({ view }: { view: VerificationView }) {
  const text = useText()
  const { adjustments, verification } = text
  const { effects, edition } = view
  if (!effects) return null
  const { filed, adjusted, each, asked, expected } = effects
  const rows = [...view.bases, ...view.indicators.flatMap(({ values }) => values), ...view.items]
  const title = (key: string) => rows.find(({ spec }) => spec.key === key)?.spec.title[text.language] ?? key
  return (
    <section class="card effects" id="effects" aria-labelledby="effects-title" tabindex={-1}>
      <h2 id="effects-title">{asked ? verification.effects.asked : verification.effects.saved}</h2>
      <p>
        {adjustments.together(
          formatScore(filed.final, 2),
          formatScore(adjusted.final, 2),
          formatChange(adjusted.final - filed.final, 2),
        )}
        {" · "}
        {adjustments.bands(bandWords(text, edition, filed.band), bandWords(text, edition, adjusted.band))}
      </p>
      {each.size === 0 ? (
        <p>{verification.effects.none}</p>
      ) : (
        <ul>
          {[...each].map(([key, effect]) => (
            <li>
              {title(key)}
              {text.site.colon}
              {formatChange(effect, 2)}
            </li>
          ))}
        </ul>
      )}
      {expected && <BandBars edition={edition} expected={expected} />}
    </section>
  )
}

/** Asks what the decisions would do, before they are made. */
export function PreviewButton({ action }: { action: string }) {
  const text = useText()
  return <Button formaction={action}>{text.verification.effects.button}</Button>
}
