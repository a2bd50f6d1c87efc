import { editionKeys, parseKeyValue } from "../../../worker/domain/scoring/keys.ts"
import type { EstateScore } from "../../../worker/domain/scoring/results.ts"
import type { ComposedValue } from "../../../worker/domain/submission/compose.ts"
import { effectsOf } from "../../../worker/domain/submission/expected.ts"
import { normaliseTyped } from "../../../worker/domain/submission/typed-text.ts"
import { formatChange, formatScore } from "../../ui/format.ts"
import type { VerificationIslandData } from "./data.ts"
import { attachKeys } from "./keys.ts"

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
  if (score) score.textContent = formatScore(effects.adjusted.final, 2)
  if (band) band.textContent = bandOf(effects.adjusted)
  if (nothing) nothing.hidden = effects.each.size > 0
  each?.replaceChildren(
    ...[...effects.each].map(([key, effect]) => {
      const [line, title, points] = ["li", "span", "b"].map((tag) => document.createElement(tag))
      if (!line || !title || !points) return ""
      title.textContent = `${specs.get(key)?.title[language()] ?? key}${language() === "en" ? ":" : "："}`
      points.textContent = formatChange(effect, 2)
      line.append(title, " ", points)
      return line
    }),
  )
  for (const line of document.querySelectorAll<HTMLElement>("[data-effect-of]")) {
    const key = line.dataset["effectOf"] ?? ""
    const [before, effect] = [effects.without.get(key), effects.each.get(key)]
    const words =
      before && effect !== undefined
        ? `${formatScore(before.final, 2)} ${bandOf(before)} → ${formatScore(effects.adjusted.final, 2)} ${bandOf(effects.adjusted)} (${formatChange(effect, 2)})`
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
  const data: VerificationIslandData | null = block ? JSON.parse(block.textContent ?? "null") : null
  document.addEventListener("input", followTyping)
  if (!data) return
  const preview = document.querySelector<HTMLElement>("[data-action=preview]")
  if (preview) preview.hidden = true
  let due: ReturnType<typeof setTimeout> | undefined
  document.addEventListener("input", (event) => {
    if (!(event.target instanceof HTMLInputElement) || !/^[cd]:/.test(event.target.name)) return
    clearTimeout(due)
    due = setTimeout(() => showEffects(data), 150)
  })
}
