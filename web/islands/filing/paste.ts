import { editionKeys, type KeySpec } from "../../../worker/domain/scoring/keys.ts"
import { checkFiling, type FilingContext } from "../../../worker/domain/submission/faults.ts"
import { cellsOf, type Pasted, readBlock } from "../../../worker/domain/submission/pasted.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { controlOf, controlsOf, putText, textsOf } from "../saving/fields.ts"
import type { FilingWords } from "./words.ts"

interface Filled {
  key: string
  at: string
  text: string
}

interface Preview {
  fills: Filled[]
  notes: string[]
}

const keyOf = (name: string) => name.slice(2)

/** What goes into which field, and a sentence for each cell that goes nowhere. */
function previewOf(words: FilingWords, context: FilingContext, pasted: Pasted): Preview {
  const specs = editionKeys(context.edition)
  const own = pasted.values.filter(({ key }) => context.mine.has(key))
  const typed = { texts: new Map(own.map(({ key, text }) => [key, text])), reasons: new Map() }
  const checked = checkFiling({ ...context, others: new Map(), before: [] }, typed)
  const wrong = new Map(checked.hard.filter(({ check }) => !check).map((fault) => [fault.field, fault]))
  const { paste } = words
  return {
    fills: own.flatMap(({ key, at }) => {
      const text = checked.texts.get(key)
      return text === undefined ? [] : [{ key, at, text }]
    }),
    notes: [
      ...own.flatMap(({ key, at }) => {
        const fault = wrong.get(key)
        return fault ? [paste.wrong(at, faultSentence(words, specs, fault))] : []
      }),
      ...pasted.values
        .filter(({ key }) => !context.mine.has(key))
        .map(({ key, at }) => paste.foreign(at, specs.get(key)?.title[words.language] ?? key)),
      ...pasted.unused.map(({ at, text }) => paste.unused(at, text)),
      ...(pasted.manyRows ? [paste.manyRows] : []),
    ],
  }
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  ...within: HTMLElement[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  if (text !== "") made.textContent = text
  made.append(...within)
  return made
}

function buttonOf(text: string, look: string, act: () => void): HTMLButtonElement {
  const made = element("button", text)
  made.type = "button"
  made.className = `button ${look}`.trim()
  made.addEventListener("click", act)
  return made
}

/** A text as the form shows it. */
const shown = (words: FilingWords, spec: KeySpec | undefined, text: string) =>
  text === ""
    ? words.paste.empty
    : spec?.type === "yes_no" && (text === "yes" || text === "no")
      ? words.filingSaving[text]
      : text

/** The box over the form in which a block is looked at before it fills anything. */
class PasteBox {
  readonly #form: HTMLFormElement
  readonly #words: FilingWords
  readonly #context: FilingContext
  readonly #box = document.createElement("section")
  #back: HTMLElement | null = null
  #from: string | null = null

  constructor(words: FilingWords, form: HTMLFormElement, context: FilingContext) {
    this.#words = words
    this.#form = form
    this.#context = context
    this.#box.className = "card paste"
    this.#box.hidden = true
    this.#box.setAttribute("aria-label", words.paste.open)
    this.#box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close()
    })
    form.prepend(this.#box)
  }

  close(): void {
    this.#box.hidden = true
    this.#back?.focus()
  }

  #show(...parts: HTMLElement[]): void {
    this.#box.replaceChildren(...parts)
    this.#box.hidden = false
    this.#box.scrollIntoView({ block: "start" })
  }

  /** Asks for the block in a field of its own. */
  ask(back: HTMLElement): void {
    this.#back = back
    this.#from = null
    const { paste } = this.#words
    const area = element("textarea", "")
    area.className = "input input--area"
    area.rows = 4
    area.setAttribute("aria-label", paste.area)
    area.addEventListener("input", () => {
      if (cellsOf(area.value).flat().length > 1) this.preview(area.value)
    })
    this.#show(
      element("h2", paste.open),
      element("p", paste.lead),
      area,
      buttonOf(paste.cancel, "", () => this.close()),
    )
    area.focus()
  }

  /** Shows a block that was pasted into a field. */
  begin(text: string, field: HTMLElement & { name: string }): void {
    this.#back = field
    this.#from = keyOf(field.name)
    this.preview(text)
  }

  preview(text: string): void {
    const specs = editionKeys(this.#context.edition)
    const order = [
      ...new Set(controlsOf(this.#form).flatMap(({ name }) => (name.startsWith("v:") ? [keyOf(name)] : []))),
    ]
    const estate = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? ""
    const pasted = readBlock(text, { specs, order, from: this.#from, estate })
    const { fills, notes } = previewOf(this.#words, this.#context, pasted)
    const { paste, language } = this.#words
    const texts = textsOf(this.#form)
    const title = element("h2", paste.title(fills.length))
    title.tabIndex = -1
    const head = element(
      "tr",
      "",
      ...[paste.name, paste.now, paste.becomes, paste.cell].map((one) => element("th", one)),
    )
    const rows = fills.map(({ key, at, text: now }) => {
      const [spec, before] = [specs.get(key), texts.get(`v:${key}`) ?? ""]
      const then = before === now ? paste.same : shown(this.#words, spec, now)
      const cells = [spec?.title[language] ?? key, shown(this.#words, spec, before), then, at]
      return element("tr", "", ...cells.map((one) => element("td", one)))
    })
    const table = element("table", "", element("thead", "", head), element("tbody", "", ...rows))
    table.className = "paste__table"
    const list = element("ul", "", ...notes.map((one) => element("li", one)))
    const fill = buttonOf(paste.fill(fills.length), "button--primary", () => this.#fill(fills))
    const buttons = element(
      "div",
      "",
      ...(fills.length > 0 ? [fill] : []),
      buttonOf(paste.cancel, "", () => this.close()),
    )
    buttons.className = "button-row"
    this.#show(
      title,
      ...(fills.length > 0 ? [table] : []),
      ...(notes.length > 0 ? [element("h3", paste.notTaken(notes.length)), list] : []),
      buttons,
    )
    title.focus()
  }

  #fill(fills: readonly Filled[]): void {
    for (const { key, text } of fills) putText(this.#form, `v:${key}`, text)
    this.#form.dispatchEvent(new Event("input", { bubbles: true }))
    // As if each had been left: its faults are told at once.
    for (const { key } of fills)
      controlOf(this.#form, `v:${key}`)?.dispatchEvent(new Event("change", { bubbles: true }))
    const first = fills[0] && controlOf(this.#form, `v:${fills[0].key}`)
    this.#back = first ?? this.#back
    const told = document.getElementById("save-told")
    if (told) told.textContent = this.#words.paste.filled(fills.length)
    this.close()
  }
}

/** A block of several cells, pasted into a field or into a box of its own, is looked at first and then fills the fields. */
export function attachPaste(words: FilingWords, form: HTMLFormElement, context: FilingContext): void {
  const box = new PasteBox(words, form, context)
  form.addEventListener("paste", (event) => {
    const field = event.target
    const text = event.clipboardData?.getData("text/plain") ?? ""
    if (!(field instanceof HTMLInputElement) || !field.name.startsWith("v:")) return
    if (cellsOf(text).flat().length < 2) return
    event.preventDefault()
    box.begin(text, field)
  })
  const open = buttonOf(words.paste.open, "", () => box.ask(open))
  document.getElementById("meter")?.append(open)
}
