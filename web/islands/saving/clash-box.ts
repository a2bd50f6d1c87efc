import type { Clash } from "../../../worker/domain/submission/saving-answers.ts"
import type { FilingWords } from "../filing/words.ts"
import type { Change } from "./changes.ts"

/** The text of a field as people read it: a choice by its word, nothing as such. */
export function shownText({ filingSaving: words }: FilingWords, text: string): string {
  if (text.trim() === "") return words.clash.empty
  return text === "yes" ? words.yes : text === "no" ? words.no : text
}

function rowOf(who: string, value: string, act?: HTMLElement): HTMLElement {
  const row = document.createElement("li")
  const [name, text] = [document.createElement("span"), document.createElement("strong")]
  name.textContent = who
  text.textContent = value
  row.append(name, text, ...(act ? [act] : []))
  return row
}

function choice(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "button"
  made.textContent = words
  made.addEventListener("click", act)
  return made
}

/** Asks which of two texts of one field counts: the own one or that of whoever changed it too. */
function clashBox(
  words: FilingWords,
  { clash, change, title }: { clash: Clash; change: Change; title: string },
  decide: (mine: boolean) => void,
): HTMLElement {
  const { filingSaving: saving } = words
  const who = clash.self ? saving.yourself : (clash.person ?? saving.somebody)
  const box = document.createElement("div")
  box.className = "clash"
  box.setAttribute("role", "group")
  const lead = document.createElement("p")
  lead.className = "clash__title"
  lead.id = `clash-${clash.name}`
  lead.tabIndex = -1
  lead.textContent = saving.clash.title(who, title)
  box.setAttribute("aria-labelledby", lead.id)
  const list = document.createElement("ul")
  const when = clash.at ? `${who} ${clash.at}` : who
  list.append(
    rowOf(
      saving.clash.mine,
      shownText(words, change.to),
      choice(saving.clash.useMine, () => decide(true)),
    ),
    rowOf(
      when,
      shownText(words, clash.now),
      choice(saving.clash.useTheirs, () => decide(false)),
    ),
    rowOf(saving.clash.before, shownText(words, change.was)),
  )
  box.append(lead, list)
  return box
}

/** Above the save bar: one box for each field that two have changed; nothing when there is none. */
export class ClashBoxes {
  readonly #place = document.createElement("div")
  readonly #words: FilingWords
  readonly #decide: (name: string, mine: boolean) => void

  constructor(form: HTMLFormElement, words: FilingWords, decide: (name: string, mine: boolean) => void) {
    this.#words = words
    this.#decide = decide
    this.#place.className = "clashes"
    form.insertBefore(this.#place, form.querySelector(".save-bar"))
  }

  show(
    clashes: ReadonlyMap<string, Clash>,
    open: ReadonlyMap<string, Change>,
    titleOf: (name: string) => string,
  ): void {
    const boxes = [...clashes].flatMap(([name, clash]) => {
      const change = open.get(name)
      if (!change) return []
      return [
        clashBox(this.#words, { clash, change, title: titleOf(name) }, (mine) => this.#decide(name, mine)),
      ]
    })
    this.#place.replaceChildren(...boxes)
  }

  /** Brings the first question to the person. */
  focus(): void {
    this.#place.querySelector<HTMLElement>(".clash__title")?.focus()
  }
}
