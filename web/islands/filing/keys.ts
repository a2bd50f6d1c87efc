import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import { putText } from "../saving/fields.ts"
import { isUnconfirmed } from "./carry.ts"
import type { FilingWords } from "./words.ts"

type Stop = HTMLInputElement | HTMLTextAreaElement

/** Where Enter leads: each field once, of a choice the chosen one, otherwise its first. */
function stops(form: HTMLFormElement): Stop[] {
  const seen = new Set<string>()
  return [...form.elements].filter((field): field is Stop => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return false
    if (field.type === "hidden" || field.disabled || field.offsetParent === null) return false
    if (field.type !== "radio") return true
    const chosen = form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(field.name)}"]:checked`)
    if (seen.has(field.name) || (chosen && chosen !== field)) return false
    seen.add(field.name)
    return true
  })
}

/** Enter goes to the next field, with Shift to the one before, as in a spreadsheet; after the last one to the buttons. */
export function attachEnter(form: HTMLFormElement): void {
  form.addEventListener("keydown", (event) => {
    const at = event.target
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (!(at instanceof HTMLInputElement)) return
    event.preventDefault()
    const all = stops(form)
    const same = (field: Stop) => field === at || (at.type === "radio" && field.name === at.name)
    const next = all[all.findIndex(same) + (event.shiftKey ? -1 : 1)]
    if (!next)
      return event.shiftKey ? undefined : form.querySelector<HTMLElement>(".save-bar button")?.focus()
    next.focus()
    if (next instanceof HTMLInputElement && next.type === "text") next.select()
  })
}

/** Where a whole is 0 its part can be nothing else: it is filled in, and says why. */
export function attachImpliedZeros(
  { live }: FilingWords,
  form: HTMLFormElement,
  specs: ReadonlyMap<string, KeySpec>,
): void {
  const parts = [...specs.values()].filter(({ at_most }) => at_most !== undefined)
  form.addEventListener("change", (event) => {
    const at = event.target
    if (!(at instanceof HTMLInputElement) || at.value.trim() !== "0") return
    for (const { key } of parts.filter(({ at_most }) => `v:${at_most}` === at.name)) {
      const field = document.getElementById(`v-${key}`)
      if (!(field instanceof HTMLInputElement) || field.disabled) continue
      if (field.value.trim() !== "" && !isUnconfirmed(field)) continue
      putText(form, field.name, "0")
      field.title = live.impliedZero
      field.dispatchEvent(new Event("input", { bubbles: true }))
    }
  })
}

/** A number that was understood stands as it will be kept, so that nobody wonders what 1.2万 became. */
export function attachReading(
  form: HTMLFormElement,
  specs: ReadonlyMap<string, KeySpec>,
  read: (spec: KeySpec, typed: string) => string,
): void {
  form.addEventListener("change", (event) => {
    const at = event.target
    const spec =
      at instanceof HTMLInputElement && at.type === "text" ? specs.get(at.dataset["key"] ?? "") : undefined
    if (!spec || !(at instanceof HTMLInputElement)) return
    const text = read(spec, at.value)
    if (/^-?\d+(\.\d+)?$/.test(text) && text !== at.value) {
      at.value = text
      at.dispatchEvent(new Event("input", { bubbles: true }))
    }
  })
}
