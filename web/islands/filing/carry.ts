import type { FilingWords } from "./words.ts"

/** A value that counted last and that nobody has confirmed yet. */
export const isUnconfirmed = (field: HTMLElement) => field.dataset["unconfirmed"] !== undefined

const carriedFields = (form: HTMLFormElement) => [
  ...form.querySelectorAll<HTMLInputElement>("input[data-carry]"),
]
const isEmpty = (field: HTMLInputElement) => field.value.trim() === ""
const isSame = (field: HTMLInputElement) => field.value === field.dataset["carry"]

/** Keys whose value waits to be confirmed. */
export const unconfirmedKeys = (form: HTMLFormElement): Set<string> =>
  new Set(
    carriedFields(form)
      .filter(isUnconfirmed)
      .map((field) => field.dataset["key"] ?? ""),
  )

/** Sets whether a field still waits to be confirmed. */
function mark(field: HTMLInputElement, open: boolean): void {
  if (open) field.dataset["unconfirmed"] = "yes"
  else delete field.dataset["unconfirmed"]
}

/** What a field was before it was emptied, so that its reason is asked; undefined when nothing is to be asked. */
export function emptiedOf(form: HTMLFormElement, key: string): string | undefined {
  const field = form.querySelector<HTMLInputElement>(`input[data-carry][data-key="${key}"]`)
  return field && isEmpty(field) ? field.dataset["carry"] : undefined
}

/** What stands under each carried field and beside each tick, as the fields are now. */
export function showCarried({ live }: FilingWords, form: HTMLFormElement): void {
  for (const field of carriedFields(form)) {
    const words = document.querySelector(`#${CSS.escape(`${field.id}-hint`)} .carry-mark`)
    if (!words) continue
    const known = field.dataset["mark"] ?? words.textContent ?? ""
    field.dataset["mark"] = known
    const now = isUnconfirmed(field)
      ? known
      : isSame(field)
        ? live.carryOne
        : live.carryChanged(field.dataset["carry"] ?? "")
    if (words.textContent !== now) words.textContent = now
  }
  for (const box of form.querySelectorAll<HTMLElement>("[data-carry-box]")) {
    const tick = box.querySelector("input")
    const words = box.querySelector("[data-carry-words]")
    if (!tick || !words) continue
    const fields = fieldsOf(form, tick)
    const open = fields.filter(isUnconfirmed).length
    if (open > 0) tick.checked = false
    const now = open > 0 ? live.carryConfirm(open) : live.carryConfirmed(fields.filter(isSame).length)
    if (words.textContent !== now) words.textContent = now
    box.hidden = open === 0 && !tick.checked
  }
}

function fieldsOf(form: HTMLFormElement, tick: HTMLInputElement): HTMLInputElement[] {
  const keys = tick.value.split(" ")
  return carriedFields(form).filter((field) => keys.includes(field.dataset["key"] ?? ""))
}

/** One tick confirms a group, or takes that back; another value that is typed needs no confirming. */
export function attachCarried(form: HTMLFormElement): void {
  // People begin before the script is there.
  for (const field of carriedFields(form)) if (!isSame(field)) mark(field, false)
  for (const tick of form.querySelectorAll<HTMLInputElement>("[data-carry-box] input:checked"))
    for (const field of fieldsOf(form, tick)) mark(field, false)
  form.addEventListener(
    "input",
    (event) => {
      const field = event.target
      if (!(field instanceof HTMLInputElement)) return
      if (field.type === "checkbox" && field.name.startsWith("c:"))
        for (const one of fieldsOf(form, field)) mark(one, isSame(one) && !field.checked)
      else if (field.dataset["carry"] !== undefined && !isSame(field)) mark(field, false)
    },
    { capture: true },
  )
}
