import type { Fault } from "../../../worker/domain/errors.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { EstateScore } from "../../../worker/domain/scoring/score.ts"
import type { CheckedFiling, Typed } from "../../../worker/domain/submission/faults.ts"
import type { Left } from "../../../worker/domain/submission/left.ts"
import { emptiedOf } from "./carry.ts"
import type { ToldBeside } from "./data.ts"
import type { FilingWords } from "./words.ts"

type Sentence = (fault: Fault) => string

function setError(key: string, sentence: string): void {
  const field = document.getElementById(`v-${key}`)
  const error = document.getElementById(`v-${key}-error`)
  if (!field || !error) return
  if (sentence) field.setAttribute("aria-invalid", "true")
  else field.removeAttribute("aria-invalid")
  if (error.textContent !== sentence) error.textContent = sentence
  error.hidden = sentence === ""
}

/** Sentences by field: what the browser finds, and what the server told of values that the browser has not. */
function sentences(
  faults: readonly Fault[],
  beside: readonly ToldBeside[],
  say: Sentence,
): Map<string, string[]> {
  const told = [
    ...faults.map((fault) => [fault.field ?? "", say(fault)] as const),
    ...beside.map(({ field, sentence }) => [field, sentence] as const),
  ]
  const byField = new Map<string, string[]>()
  for (const [field, sentence] of told) byField.set(field, [...(byField.get(field) ?? []), sentence])
  return byField
}

interface Showing {
  touched: Set<string>
  beside: readonly ToldBeside[]
  say: Sentence
  words: FilingWords["live"]
}

/**
 * Faults beside their fields. A field that is still being typed in for the first time is left in peace; an error that
 * the server already showed goes away as soon as it is mended, but what concerns values of others stays until the server
 * has looked again.
 */
export function showFaults(
  form: HTMLFormElement,
  checked: CheckedFiling,
  { touched, beside, say, words }: Showing,
): void {
  const hard = sentences(checked.hard, [], say)
  const all = sentences(
    checked.hard,
    beside.filter((one) => !one.soft),
    say,
  )
  for (const input of form.querySelectorAll<HTMLInputElement>('[name^="v:"]')) {
    const key = input.name.slice(2)
    if (!hard.has(key) || touched.has(key)) setError(key, (all.get(key) ?? []).join(" "))
  }
  const soft = sentences(
    checked.soft,
    beside.filter((one) => one.soft),
    say,
  )
  for (const box of form.querySelectorAll<HTMLElement>("[data-reason-for]")) {
    const key = box.dataset["reasonFor"] ?? ""
    const before = emptiedOf(form, key)
    const asked =
      soft.get(key) ??
      (checked.values.get(key) === "NA"
        ? [words.reasonOfNa]
        : before === undefined
          ? []
          : [words.carryEmpty(before)])
    const area = box.querySelector("textarea")
    const why = box.querySelector(".reason__why")
    if (why) why.textContent = asked.join(" ")
    box.hidden = asked.length === 0 && !area?.value
  }
}

/** How far what came back is dealt with: answered in words, or by another value. */
export function showQuestions(
  { live }: FilingWords,
  form: HTMLFormElement,
  { texts, reasons }: Typed,
  normal: (key: string, text: string) => string,
): void {
  for (const box of form.querySelectorAll<HTMLElement>("[data-question]")) {
    const { question: name = "", questionKey: key, filed = "" } = box.dataset
    const changed = key !== undefined && normal(key, texts.get(key) ?? "") !== filed
    // Of the whole the server knows whether anything is another value; the browser whether there are words.
    if (key === undefined && !reasons.get(name)?.trim()) continue
    const state = reasons.get(name)?.trim() ? "answered" : changed ? "changed" : "open"
    for (const told of document.querySelectorAll(`[data-question-state="${name}"]`)) {
      told.textContent = live.questionStates[state]
      told.className = `asked__state asked__state--${state}`
    }
  }
}

function trimmed(value: number, places: number): string {
  return String(Number(value.toFixed(places)))
}

/** Measure and points of every indicator whose figures are all typed here. */
export function showResults(words: FilingWords, edition: Edition, score: EstateScore): void {
  const scores = new Map(score.indicators.map((one) => [one.code, one]))
  for (const indicator of edition.indicators) {
    const box = document.querySelector<HTMLElement>(`[data-live="${indicator.code}"]`)
    const result = scores.get(indicator.code)
    if (!box || !result) continue
    const known = result.state === "reported"
    const told = words.live.withheld(result.ratio === 1)
    const [value, points] = [box.querySelector(".live__value"), box.querySelector(".live__points")]
    if (value)
      value.textContent = result.withheld
        ? told
        : known
          ? `${trimmed(result.measure ?? 0, 2)} ${indicator.unit[words.language]}`
          : words.states[result.state === "not_applicable" ? "not_applicable" : "missing"]
    if (points)
      points.textContent = known
        ? words.live.livePoints((result.points ?? 0).toFixed(2), String(indicator.points))
        : ""
  }
}

/** How many fields of each group are filled. */
export function showCounts({ live }: FilingWords, typed: ReadonlyMap<string, string>): void {
  for (const count of document.querySelectorAll<HTMLElement>("[data-count]")) {
    const keys = (count.dataset["keys"] ?? "").split(" ").filter(Boolean)
    const filled = keys.filter((key) => typed.get(key)?.trim()).length
    count.textContent = live.filled(filled, keys.length)
  }
}

/** What is left, in items and minutes. */
export function showLeft({ live }: FilingWords, { filled, open, empty, wrong, minutes }: Left): void {
  const toDo = open + empty + wrong
  const part = (name: string) => document.querySelector(`#meter [data-meter="${name}"]`)
  const say = (name: string, words: string) => {
    const at = part(name)
    if (at && at.textContent !== words) at.textContent = words
  }
  say("left", live.meterLeft(toDo))
  say("minutes", toDo > 0 ? live.meterMinutes(minutes) : "")
  say("words", live.meterWords(filled, open, empty, wrong))
  const width = document.querySelector<SVGSVGElement>("#meter svg")?.viewBox.baseVal.width ?? 0
  const unit = width / Math.max(1, filled + toDo)
  part("filled")?.setAttribute("width", String(filled * unit))
  part("open")?.setAttribute("x", String(filled * unit))
  part("open")?.setAttribute("width", String(open * unit))
}
