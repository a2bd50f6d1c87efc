import type { SavingWords } from "./words.ts"

/** How long after the last keystroke the draft saves itself. */
const QUIET_MS = 2500

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

/** Sends the form as it stands; throws Refused, or another error when it cannot be sent. */
async function send(form: HTMLFormElement): Promise<Saved> {
  const body = new URLSearchParams()
  // A chosen file waits for its button.
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value)
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body,
    redirect: "error",
  })
  if (!answer.ok) throw new Refused(answer.status)
  return (await answer.json()) as Saved
}

/**
 * Saves the draft by itself after a pause and when the page is left. A refusal stops it and says so: what was typed
 * stays in the form, and the button shows the whole story.
 */
export function keepSaved(form: HTMLFormElement, words: SavingWords): void {
  const state = document.getElementById("save-state")
  let timer = 0
  let dirty = false
  let busy = false
  let stopped = false
  /** The button that was pressed while a save was on its way: it would send a revision that is just being replaced. */
  let pressed: HTMLElement | null = null

  function say(sentence: string): void {
    if (state) state.textContent = sentence
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
      say(words.savedAt(saved.savedAt))
    } catch (error) {
      stopped = true
      const status = error instanceof Refused ? error.status : 0
      say(status === 401 ? words.saveSignedOut : status === 409 ? words.saveStale : words.saveFailed)
    } finally {
      busy = false
      if (pressed) pressed.click()
      else if (dirty) plan()
    }
  }

  function plan(): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(save, QUIET_MS)
  }

  form.addEventListener("input", () => {
    dirty = true
    plan()
  })
  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer)
    stopped = true
    if (!busy) return
    event.preventDefault()
    pressed = (event.submitter ?? document.activeElement) as HTMLElement | null
  })
  // Signing out ends the session that the draft is saved with: first the draft, then the way out.
  document.addEventListener("submit", (event) => {
    const other = event.target
    if (!(other instanceof HTMLFormElement) || other === form || !dirty || stopped) return
    event.preventDefault()
    void save().finally(() => other.submit())
  })
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save()
  })
}
