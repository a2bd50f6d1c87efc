import { raw } from "hono/html"
import { Button } from "../../ui/button.tsx"
import { formatChange, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { BandBars, bandWords } from "../desk/expected-parts.tsx"
import type { VerificationView } from "./verification-view.ts"

/** What adjustments do to points and band: all together, and each; kept up by the island while decisions are typed. */
export function EffectsCard({ view }: { view: VerificationView }) {
  const text = useText()
  const { adjustments, verification } = text
  const { effects, edition } = view
  if (!effects) return null
  const { filed, adjusted, each, asked, expected } = effects
  const words = verification.effects
  const title = (key: string) =>
    view.rows.find(({ spec }) => spec.key === key)?.spec.title[text.language] ?? key
  return (
    <section class="card effects" id="effects" aria-labelledby="effects-title" tabindex={-1}>
      <h2 class="effects__title" id="effects-title">
        {asked ? words.asked : each.size > 0 ? words.saved : words.title}
      </h2>
      <dl class="effects__both">
        <dt>{verification.effects.filed}</dt>
        <dd>
          {formatScore(filed.final, 2)} <span>{bandWords(text, edition, filed.band)}</span>
        </dd>
        <dt>{verification.effects.checked}</dt>
        <dd>
          <b data-effect="score">{formatScore(adjusted.final, 2)}</b>{" "}
          <span data-effect="band" data-none={text.filing.expected.noBand}>
            {bandWords(text, edition, adjusted.band)}
          </span>
        </dd>
      </dl>
      {each.size > 0 && (
        <p class="hint">
          {adjustments.together(
            formatScore(filed.final, 2),
            formatScore(adjusted.final, 2),
            formatChange(adjusted.final - filed.final, 2),
          )}
        </p>
      )}
      <ul class="effects__each" data-effect="each">
        {[...each].map(([key, effect]) => (
          <li>
            <span>
              {title(key)}
              {text.site.colon}
            </span>{" "}
            <b>{formatChange(effect, 2)}</b>
          </li>
        ))}
      </ul>
      {each.size === 0 && (
        <p class="hint" data-effect="none">
          {verification.effects.none}
        </p>
      )}
      {expected && <BandBars edition={edition} expected={expected} />}
    </section>
  )
}

/** What one decision does: points and band without and with it. */
export function EffectLine({ view, of }: { view: VerificationView; of: string }) {
  const text = useText()
  const { effects, edition } = view
  const effect = effects?.each.get(of)
  const now = effects?.adjusted
  const before = effects?.without.get(of)
  return (
    <p class="decision__effect" data-effect-of={of} aria-live="polite">
      {now && before && effect !== undefined
        ? `${formatScore(before.final, 2)} ${bandWords(text, edition, before.band)} → ${formatScore(now.final, 2)} ${bandWords(text, edition, now.band)} (${formatChange(effect, 2)})`
        : ""}
    </p>
  )
}

/** Asks what the decisions would do, before they are made. */
export function PreviewButton({ action }: { action: string }) {
  const text = useText()
  return (
    <Button formaction={action} dataAction="preview">
      {text.verification.effects.button}
    </Button>
  )
}

/** A JSON block for the island; `<` is escaped so that no text can end the element. */
export function LiveData({ view }: { view: VerificationView }) {
  if (!view.live) return null
  return (
    <script type="application/json" id="verification-data">
      {raw(JSON.stringify(view.live).replaceAll("<", "\\u003c"))}
    </script>
  )
}
