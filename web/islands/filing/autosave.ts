import type { SavingWords } from "./words.ts"

/** How long after the last keystroke the draft saves itself. */
const QUIET_MS = 2500
/** How long until a save that did not arrive is tried again. */
const AGAIN_MS = 10_000
/** Nothing beneath answers for now; the same form may be sent again, and its key lets it be written once. */
const AWAY = [502, 503, 504]

interface Saved {
  revision: number
  savedAt: string
}

function hidden(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement
}

/** A new idempotency key; randomUUID is missing in old browsers and outside secure contexts. */
function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** A save that the server refused, with its status. */
class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(String(status))
    this.status = status
  }
}

/** Sends the form as it stands; throws Refused (a way elsewhere as 0), or another error when it cannot be sent. */
async function send(form: HTMLFormElement): Promise<Saved> {
  const body = new URLSearchParams()
  // A chosen file waits for its button.
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value)
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body,
    redirect: "manual",
  })
  if (!answer.ok) throw new Refused(answer.status)
  return (await answer.json()) as Saved
}

/** Whether the browser put back what was typed before the page was left: then the page says something else than it holds. */
function holdsMore(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
    if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false
    return field.type === "radio" || field.type === "checkbox"
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue
  })
}

/**
 * Saves the draft by itself after a pause and when the page is left. Without a connection it says so, goes on trying,
 * and no button leaves the page meanwhile. A refusal stops it and says so: what was typed stays in the form, and the
 * button shows the whole story.
 */
export function keepSaved(form: HTMLFormElement, words: SavingWords): void {
  const state = document.getElementById("save-state")
  let timer = 0
  let dirty = false
  let busy = false
  let stopped = false
  /** The last save did not arrive, or nothing beneath answered. */
  let away = false
  /** The button that was pressed while a save was on its way (it would send a revision that is just being replaced) or away. */
  let pressed: HTMLElement | null = null
  /** The button goes its way now: its save has been answered. */
  let answered = false

  function say(sentence: string): void {
    if (state) state.textContent = sentence
  }

  function failed(error: unknown): void {
    const status = error instanceof Refused ? error.status : null
    away = status === null || AWAY.includes(status)
    if (away) dirty = true
    else stopped = true
    if (away) say(words.saveAway)
    else say(status === 401 ? words.saveSignedOut : status === 409 ? words.saveStale : words.saveFailed)
  }

  function goOn(): void {
    const button = pressed
    pressed = null
    if (button && !away) {
      answered = true
      button.click()
      answered = false
    } else if (dirty) plan(away ? AGAIN_MS : QUIET_MS)
  }

  async function save(): Promise<void> {
    if (!dirty || busy || stopped) return
    busy = true
    dirty = false
    say(words.saving)
    try {
      const saved = await send(form)
      // Other forms of the page are about the same thing: they have now seen this revision too.
      for (const field of document.querySelectorAll<HTMLInputElement>('input[name="revision"]'))
        field.value = String(saved.revision)
      hidden(form, "key").value = freshKey()
      away = false
      say(words.savedAt(saved.savedAt))
    } catch (error) {
      failed(error)
    } finally {
      busy = false
      goOn()
    }
  }

  function plan(wait = QUIET_MS): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(save, wait)
  }

  form.addEventListener("input", () => {
    dirty = true
    plan()
  })
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer)
    if (!busy && (answered || (!away && navigator.onLine))) {
      stopped = true
      return
    }
    event.preventDefault()
    pressed = (event.submitter ?? document.activeElement) as HTMLElement | null
    if (busy) return
    // A page of the browser in the place of the form would take what was typed with it: first it has to arrive.
    stopped = false
    dirty = true
    void save()
  })
  // Signing out ends the session that the draft is saved with: first the draft, then the way out.
  document.addEventListener("submit", (event) => {
    const other = event.target
    if (!(other instanceof HTMLFormElement) || other === form || !dirty || stopped) return
    event.preventDefault()
    void save().finally(() => {
      if (!away) other.submit()
    })
  })
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save()
  })
  window.addEventListener("online", () => void save())
  window.addEventListener("pageshow", () => {
    if (!dirty && !busy && holdsMore(form)) say(words.restored)
  })
}
