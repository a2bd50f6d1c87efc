import type { FilingWords } from "../filing/words.ts"

/** What saving is at, told by the same shape, colour and words everywhere. */
export type Saving =
  | { kind: "new" }
  | { kind: "saved"; at: string }
  | { kind: "saving" | "found" | "offline" | "signed_out" | "other_person" | "closed"; n: number }
  | { kind: "full" | "asks" | "held"; n: number }
  | { kind: "failed"; n: number; seconds: number }

type Shape = "new" | "saved" | "saving" | "offline" | "failed" | "asks"

const shapes: Record<Saving["kind"], Shape> = {
  new: "new",
  saved: "saved",
  saving: "saving",
  found: "saving",
  offline: "offline",
  signed_out: "failed",
  other_person: "failed",
  closed: "failed",
  full: "failed",
  failed: "failed",
  asks: "asks",
  held: "asks",
}

/** The sentence of a state. */
export function savingWords({ filingSaving: words, saving }: FilingWords, state: Saving): string {
  switch (state.kind) {
    case "new":
      return saving.notSaved
    case "saved":
      return words.savedAt(state.at)
    case "failed":
      return words.failed(state.n, state.seconds)
    case "signed_out":
      return words.signedOut(state.n)
    case "other_person":
      return words.otherPerson(state.n)
    default:
      return words[state.kind](state.n)
  }
}

/** What can be done about a state. */
export interface Doors {
  again: () => void
  download: () => void
  /** Address of the form: it leads through the sign-in, or shows why it is closed. */
  form: string
}

/** The line of the save bar that says what saving is at. What screen readers hear changes with the kind, not each key. */
export class StateLine {
  readonly #box = document.getElementById("save-box")
  readonly #line = document.getElementById("save-state")
  readonly #told = document.getElementById("save-told")
  readonly #more = document.createElement("p")
  readonly #words: FilingWords
  #kind = ""

  constructor(words: FilingWords, doors: Doors) {
    this.#words = words
    this.#more.className = "save-state__more"
    this.#line?.after(this.#more)
    this.#doors = doors
  }
  readonly #doors: Doors

  /** Shows a state; `here` names what this page alone holds, which no browser keeps. */
  show(state: Saving, here: readonly string[]): void {
    const sentence = savingWords(this.#words, state)
    if (this.#line && this.#line.textContent !== sentence) this.#line.textContent = sentence
    if (this.#box) this.#box.dataset["state"] = shapes[state.kind]
    const { filingSaving: words } = this.#words
    const note =
      here.length > 0 && shapes[state.kind] !== "saving" ? words.here(here.join(words.listComma)) : ""
    const mark = `${state.kind} ${note}`
    if (mark === this.#kind) return
    // A save that follows a save is no news; the first one, and the one after trouble, are.
    const quiet = state.kind === "saving" || (state.kind === "saved" && /^(saving|saved) $/.test(this.#kind))
    this.#kind = mark
    if (this.#told && !quiet) this.#told.textContent = `${sentence} ${note}`.trim()
    this.#more.replaceChildren(note, ...this.#waysOut(state.kind))
  }

  #waysOut(kind: Saving["kind"]): HTMLElement[] {
    const { filingSaving: words } = this.#words
    const { again, download, form } = this.#doors
    if (kind === "failed") return [button(words.again, again)]
    if (kind === "signed_out" || kind === "other_person")
      return [link(words.signIn, form), button(words.again, again)]
    if (kind === "closed") return [link(words.reopen, form), button(words.download, download)]
    return kind === "full" ? [button(words.download, download)] : []
  }
}

/** A small button in a line of text. */
export function button(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "save-state__act"
  made.textContent = words
  made.addEventListener("click", act)
  return made
}

function link(words: string, href: string): HTMLAnchorElement {
  const made = document.createElement("a")
  made.className = "save-state__act"
  made.href = href
  made.target = "_blank"
  made.rel = "opener"
  made.textContent = words
  return made
}
