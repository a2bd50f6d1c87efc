import { editionKeys, parseKeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { EstateScore } from "../../../worker/domain/scoring/results.ts"
import { roundTo } from "../../../worker/domain/scoring/rounding.ts"
import type { ComposedValue } from "../../../worker/domain/submission/compose.ts"
import { effectsOf } from "../../../worker/domain/submission/expected.ts"
import { normaliseTyped } from "../../../worker/domain/submission/typed-text.ts"
import type { VerificationIslandData } from "./data.ts"
import { attachKeys } from "./keys.ts"

const points = (score: number) => roundTo(score, 2).toFixed(2)

/** A difference with its sign, as pages write it. */
function change(by: number): string {
  const rounded = roundTo(by, 2)
  if (rounded === 0) return points(0)
  return `${rounded > 0 ? "+" : "−"}${points(Math.abs(rounded))}`
}

const language = () => (document.documentElement.lang.startsWith("en") ? "en" : "zh")

/** What counts with the adjustments that are typed right now; one that cannot be read yet counts for nothing. */
function typedNow({ edition, composed }: VerificationIslandData): Map<string, ComposedValue> {
  const specs = editionKeys(edition)
  const now = new Map(composed)
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[type=radio][name^="d:"]:checked')) {
    const key = radio.name.slice(2)
    const [spec, field] = [specs.get(key), document.getElementById(`row-${key}-checked`)]
    if (radio.value !== "adjusted" || !spec || !(field instanceof HTMLInputElement)) continue
    const read = parseKeyValue(spec, normaliseTyped(spec, field.value))
    if ("fault" in read || read.value === null) continue
    const before = now.get(key)
    const typed = before?.typed ?? null
    now.set(key, {
      provider: before?.provider ?? spec.provider,
      onBehalf: before?.onBehalf ?? false,
      verification: before?.verification ?? "reported",
      value: read.value,
      typed,
      adjusted: read.value !== typed,
    })
  }
  return now
}

/** Points and bands as the decisions stand in the form, beside each and all together. */
function showEffects(data: VerificationIslandData): void {
  const { edition } = data
  const specs = editionKeys(edition)
  const facts = { ...data.facts, edition, specs }
  const effects = effectsOf(facts, typedNow(data))
  const slot = (name: string) => document.querySelector<HTMLElement>(`[data-effect=${name}]`)
  const none = slot("band")?.dataset["none"] ?? ""
  const bandOf = ({ band }: EstateScore) =>
    edition.bands.find(({ code }) => code === band)?.title[language()] ?? none
  const [score, band, each, nothing] = [slot("score"), slot("band"), slot("each"), slot("none")]
  if (score) score.textContent = points(effects.adjusted.final)
  if (band) band.textContent = bandOf(effects.adjusted)
  if (nothing) nothing.hidden = effects.each.size > 0
  each?.replaceChildren(
    ...[...effects.each].map(([key, effect]) => {
      const [line, title, value] = ["li", "span", "b"].map((tag) => document.createElement(tag))
      if (!line || !title || !value) return ""
      title.textContent = `${specs.get(key)?.title[language()] ?? key}${language() === "en" ? ":" : "："}`
      value.textContent = change(effect)
      line.append(title, " ", value)
      return line
    }),
  )
  for (const line of document.querySelectorAll<HTMLElement>("[data-effect-of]")) {
    const key = line.dataset["effectOf"] ?? ""
    const [before, effect] = [effects.without.get(key), effects.each.get(key)]
    const words =
      before && effect !== undefined
        ? `${points(before.final)} ${bandOf(before)} → ${points(effects.adjusted.final)} ${bandOf(effects.adjusted)} (${change(effect)})`
        : ""
    if (line.textContent !== words) line.textContent = words
  }
}

/** A checked value that is typed is meant as an adjustment. */
function followTyping(event: Event): void {
  const field = event.target
  if (!(field instanceof HTMLInputElement) || !field.name.startsWith("c:") || field.value.trim() === "")
    return
  const row = field.closest("[data-row]")
  const accepted = row?.querySelector<HTMLInputElement>("input[type=radio][value=accepted]")
  const adjusted = row?.querySelector<HTMLInputElement>("input[type=radio][value=adjusted]")
  if (accepted?.checked && adjusted) adjusted.checked = true
}

/** Keys, and what each decision does to points and band while it is typed. */
export function startVerification(): void {
  attachKeys()
  const block = document.getElementById("verification-data")
  document.addEventListener("input", followTyping)
  if (!block?.textContent) return
  const data = JSON.parse(block.textContent) as VerificationIslandData
  const preview = document.querySelector<HTMLElement>("[data-action=preview]")
  if (preview) preview.hidden = true
  let due: ReturnType<typeof setTimeout> | undefined
  document.addEventListener("input", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !/^[cd]:/.test(event.target.name)) return
    clearTimeout(due)
    due = setTimeout(() => showEffects(data), 150)
  })
}
