/** Keys of the verification desk: J/K next and previous value, A accept, E adjust, Q ask. */
const letters: Record<string, string> = { a: "accepted", e: "adjusted", q: "asked" }

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")]
}

function currentRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-row]") ?? null
}

function move(step: number): void {
  const all = rows()
  const current = currentRow()
  const at = current ? all.indexOf(current) + step : step > 0 ? 0 : all.length - 1
  const next = all[Math.max(0, Math.min(all.length - 1, at))]
  next?.focus()
  next?.scrollIntoView({ block: "center" })
}

function decide(row: HTMLElement, decision: string): void {
  const box = row.querySelector<HTMLDetailsElement>("details.decision")
  const choice = row.querySelector<HTMLInputElement>(`input[type=radio][value=${decision}]`)
  if (!box || !choice) return
  choice.checked = true
  box.open = decision !== "accepted"
  const field = decision === "adjusted" ? `[name^="c:"]` : `[name^="r:"]`
  if (decision !== "accepted") row.querySelector<HTMLElement>(field)?.focus()
  row.classList.toggle("value-row--decided", decision !== "accepted")
}

/** A checked value that is typed is meant as an adjustment. */
document.addEventListener("input", (event) => {
  const field = event.target
  if (!(field instanceof HTMLInputElement) || !field.name.startsWith("c:") || field.value.trim() === "")
    return
  const row = field.closest("[data-row]")
  const accepted = row?.querySelector<HTMLInputElement>("input[type=radio][value=accepted]")
  const adjusted = row?.querySelector<HTMLInputElement>("input[type=radio][value=adjusted]")
  if (accepted?.checked && adjusted) adjusted.checked = true
})

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("textarea, input:not([type=radio])")
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const key = event.key.toLowerCase()
  const row = currentRow()
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1)
  else if (row && letters[key]) decide(row, letters[key])
  else return
  event.preventDefault()
})
