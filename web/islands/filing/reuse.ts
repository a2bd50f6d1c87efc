import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { KeyValue } from "../../../worker/domain/scoring/keys.ts"
import { indicatorKeys } from "../../../worker/domain/scoring/operand-keys.ts"
import type { FilingWords } from "./words.ts"

/** Keys whose figure usually stays from quarter to quarter: what is not counted anew in every quarter. */
function lastingKeys(edition: Edition): Set<string> {
  const lasting = edition.indicators.filter((indicator) => indicator.cadence !== "quarter")
  return new Set(lasting.flatMap((indicator) => [...indicatorKeys(indicator)]))
}

/** Beside last quarter's figure of what seldom changes: one press takes it over, so that it need not be typed again. */
export function offerReuse(
  { live }: FilingWords,
  edition: Edition,
  previous: readonly [string, KeyValue][],
): void {
  const lasting = lastingKeys(edition)
  for (const [key, value] of previous) {
    const field = document.getElementById(`v-${key}`)
    const hint = document.getElementById(`v-${key}-hint`)
    if (!(field instanceof HTMLInputElement) || !hint || field.disabled || !lasting.has(key)) continue
    const button = document.createElement("button")
    button.type = "button"
    button.className = "reuse"
    button.textContent = live.reuse
    const label = document.querySelector(`label[for="${field.id}"]`)?.textContent ?? key
    button.setAttribute("aria-label", live.reuseOf(label))
    button.setAttribute("aria-describedby", hint.id)
    button.addEventListener("click", () => {
      field.value = String(value)
      field.dispatchEvent(new Event("input", { bubbles: true }))
      field.focus()
    })
    field.parentElement?.append(button)
  }
}
