import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { Adjustment, Adjustments as Told } from "../../../worker/domain/submission/told-adjustments.ts"
import { formatChange, formatScore } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import { bandWords } from "../desk/expected-parts.tsx"
import { valueWords } from "../desk/value-words.ts"

function One({ one }: { one: Adjustment }) {
  const text = useText()
  const { adjustments, site } = text
  const { spec, typed, checked, level, effect } = one
  return (
    <li>
      <p>
        <strong>{spec.title[text.language]}</strong>
        {site.colon}
        {typed !== undefined && `${adjustments.filed(valueWords(text, spec, typed))} → `}
        {adjustments.checked(valueWords(text, spec, checked))}
      </p>
      <p class="adjustment__facts">
        {[
          site.providers[level],
          adjustments.reasonClasses[one.reasonClass],
          ...(effect === null ? [] : [adjustments.effect(formatChange(effect, 2))]),
        ].join(" · ")}
      </p>
      <p>{adjustments.reason(one.reason)}</p>
    </li>
  )
}

/** What street and district adjusted: each value with reason, level and effect, and what all of it does together. */
export function Adjustments({ edition, told }: { edition: Edition; told: Told }) {
  const text = useText()
  const { adjustments } = text
  const { list, scores } = told
  if (list.length === 0) return null
  return (
    <section class="card adjustments" aria-labelledby="adjustments">
      <h2 id="adjustments">{adjustments.heading(list.length)}</h2>
      <p class="hint">{adjustments.noPunishment}</p>
      {scores && (
        <p>
          {adjustments.together(
            formatScore(scores.filed.final, 2),
            formatScore(scores.adjusted.final, 2),
            formatChange(scores.adjusted.final - scores.filed.final, 2),
          )}
          {" · "}
          {adjustments.bands(
            bandWords(text, edition, scores.filed.band),
            bandWords(text, edition, scores.adjusted.band),
          )}
        </p>
      )}
      <ul class="adjustments__list">
        {list.map((one) => (
          <One one={one} />
        ))}
      </ul>
    </section>
  )
}
