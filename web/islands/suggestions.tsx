/**
 * Suggestions below the search field while somebody types: a combobox with its list, as the ARIA practices describe it.
 * The list comes from the server as it is to be shown; the form works without any of this.
 */
const waitMs = 180

function suggest(input: HTMLInputElement, box: HTMLElement, said: HTMLElement): void {
  const address = input.dataset["suggest"] ?? ""
  let timer = 0
  let asking: AbortController | null = null
  let shownFor = ""
  let chosen = -1

  const options = () => [...box.querySelectorAll<HTMLAnchorElement>('[role="option"]')]

  function choose(next: number): void {
    const all = options()
    all[chosen]?.setAttribute("aria-selected", "false")
    chosen = next
    const now = all[chosen]
    if (now) {
      now.setAttribute("aria-selected", "true")
      input.setAttribute("aria-activedescendant", now.id)
      now.scrollIntoView({ block: "nearest" })
    } else input.removeAttribute("aria-activedescendant")
  }

  function close(): void {
    box.hidden = true
    input.setAttribute("aria-expanded", "false")
    choose(-1)
  }

  function open(): void {
    box.hidden = false
    input.setAttribute("aria-expanded", String(options().length > 0))
  }

  function show(html: string, q: string): void {
    choose(-1)
    box.innerHTML = html
    shownFor = q
    said.textContent = box.firstElementChild?.getAttribute("data-said") ?? ""
    open()
  }

  async function ask(): Promise<void> {
    const q = input.value.trim()
    asking?.abort()
    if (q === "") {
      said.textContent = ""
      return close()
    }
    const own = new AbortController()
    asking = own
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(q)}`, { signal: own.signal })
      const html = answer.ok ? await answer.text() : null
      if (own !== asking) return
      if (html === null) away()
      else show(html, q)
    } catch {
      if (own === asking && !own.signal.aborted) away()
    }
  }

  /** Too many, or no network: the form goes on as it is, and says so. */
  function away(): void {
    shownFor = ""
    box.textContent = ""
    const sentence = document.createElement("p")
    sentence.className = "suggested__none"
    sentence.textContent = input.dataset["away"] ?? ""
    box.append(sentence)
    said.textContent = sentence.textContent
    open()
  }

  input.setAttribute("role", "combobox")
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-expanded", "false")
  input.setAttribute("aria-controls", "suggested")

  input.addEventListener("input", (event) => {
    // Letters of an input method are no word yet.
    if ((event as InputEvent).isComposing) return
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), waitMs)
  })
  input.addEventListener("compositionend", () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), waitMs)
  })
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const all = options()
    const { key } = event
    if (key === "Escape" && !box.hidden) {
      event.preventDefault()
      return close()
    }
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault()
      if (box.hidden) {
        if (shownFor === input.value.trim() && shownFor !== "") open()
        else void ask()
        return
      }
      const step = key === "ArrowDown" ? 1 : -1
      // Past either end stands the field itself.
      const next = chosen + step
      return choose(next >= all.length ? -1 : next < -1 ? all.length - 1 : next)
    }
    const now = all[chosen]
    if (key === "Enter" && !box.hidden && now) {
      event.preventDefault()
      window.location.assign(now.href)
    }
  })
  input.addEventListener("focus", () => {
    if (shownFor !== "" && shownFor === input.value.trim()) open()
  })
  // A press on a suggestion must not take the focus before it is a click.
  box.addEventListener("mousedown", (event) => event.preventDefault())
  input.addEventListener("blur", close)
}

const input = document.querySelector<HTMLInputElement>("[data-suggest]")
const [box, said] = [document.getElementById("suggestions"), document.getElementById("suggestions-said")]
if (input && box && said) suggest(input, box, said)
