/** Keys of the verification desk. They are for whoever does not type, and can be turned off. */
const decisions: Record<string, string> = { a: "accepted", e: "adjusted", q: "asked" }
const OFF = "shige-keys-off"

/** Storage may be closed to a page: then the choice holds as long as the page does. */
function stored(): boolean {
  try {
    return localStorage.getItem(OFF) === "yes"
  } catch {
    return false
  }
}

function store(off: boolean): void {
  try {
    if (off) localStorage.setItem(OFF, "yes")
    else localStorage.removeItem(OFF)
  } catch {
    // Nothing to keep it in.
  }
}

/** Rows that are shown: what lies in a folded part is passed over. */
function rows(which = "[data-row]"): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(which)].filter((row) => row.offsetParent !== null)
}

const currentRow = () => document.activeElement?.closest<HTMLElement>("[data-row]") ?? null

function goTo(row: HTMLElement | undefined): void {
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: "center" })
}

function step(by: 1 | -1): void {
  const all = rows()
  const current = currentRow()
  const at = current ? all.indexOf(current) + by : by > 0 ? 0 : all.length - 1
  goTo(all[Math.max(0, Math.min(all.length - 1, at))])
}

/** The next mark behind where somebody stands that is not settled yet; the first one behind the last. */
function nextMark(): void {
  const open = rows("[data-mark]").filter(
    (row) => row.querySelector('input[type="checkbox"][name^="s:"]:not(:checked)') !== null,
  )
  const all = open.length > 0 ? open : rows("[data-mark]")
  const current = currentRow()
  const behind = all.find(
    (row) => current && current.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  goTo(behind ?? all[0])
}

function say(words: string): void {
  const status = document.getElementById("keys-status")
  if (status) status.textContent = words
}

/** Takes a decision of the row that has the focus; the same as its radio, fields and ticks would. */
function decide(row: HTMLElement, decision: string): void {
  const box = row.querySelector<HTMLDetailsElement>("details.decision")
  const choice = row.querySelector<HTMLInputElement>(`input[type=radio][value=${decision}]`)
  if (decision === "accepted")
    for (const tick of row.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name^="s:"]'))
      tick.checked = true
  if (box && choice) {
    choice.checked = true
    choice.dispatchEvent(new Event("input", { bubbles: true }))
    box.open = decision !== "accepted"
    const field = decision === "adjusted" ? `[name^="c:"]` : `[name^="r:"]`
    if (decision !== "accepted") row.querySelector<HTMLElement>(field)?.focus()
  }
  const title = row.querySelector("[id$=-title]")?.textContent ?? ""
  const label = choice?.closest("label") ?? row.querySelector("label.choice")
  say(`${title} ${label?.textContent ?? ""}`.trim())
}

const button = (action: string) => document.querySelector<HTMLButtonElement>(`[data-action=${action}]`)

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches("select, textarea, input:not([type=radio]):not([type=checkbox])")
  )
}

/** Does what a key stands for; false where it stands for nothing. */
function press(key: string, help: HTMLDetailsElement): boolean {
  const row = currentRow()
  const decision = decisions[key]
  if (key === "j") step(1)
  else if (key === "k") step(-1)
  else if (key === "n") nextMark()
  else if (row && decision) decide(row, decision)
  else if (key === "s") button("save")?.click()
  else if (key === "v") button("verify")?.focus()
  else if (key === "]") {
    const { next, last } = help.dataset
    if (next) location.assign(next)
    else say(last ?? "")
  } else if (key === "?") {
    help.open = !help.open
    if (help.open) help.querySelector("summary")?.focus()
  } else return false
  return true
}

/** Listens for the keys, and shows what they are. */
export function attachKeys(): void {
  const help = document.getElementById("keys")
  const tick = document.getElementById("keys-off")
  if (!(help instanceof HTMLDetailsElement) || !(tick instanceof HTMLInputElement)) return
  help.hidden = false
  let off = stored()
  tick.checked = off
  tick.addEventListener("change", () => {
    off = tick.checked
    store(off)
  })
  document.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (press(event.key.toLowerCase(), help)) event.preventDefault()
  })
}
