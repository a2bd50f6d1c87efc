import { isUnconfirmed } from "../filing/carry.ts"

type Control = HTMLInputElement | HTMLTextAreaElement

const ownName = /^[vr]:/

/** What a draft is made of: values `v:key` and reasons `r:key`. */
export function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (field): field is Control =>
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && ownName.test(field.name),
  )
}

const isRadio = (field: Control): field is HTMLInputElement => field.type === "radio"

function readAll(
  form: HTMLFormElement,
  textOf: (field: Control) => string,
  isChosen: (radio: HTMLInputElement) => boolean,
): Map<string, string> {
  const texts = new Map<string, string>()
  for (const field of controlsOf(form)) {
    if (!isRadio(field)) texts.set(field.name, textOf(field))
    else if (isChosen(field)) texts.set(field.name, field.value)
    else if (!texts.has(field.name)) texts.set(field.name, "")
  }
  return texts
}

/** The text of every field by its name; a choice that is not made, and a value that nobody has confirmed, are empty. */
export function textsOf(form: HTMLFormElement): Map<string, string> {
  return readAll(
    form,
    (field) => (isUnconfirmed(field) ? "" : field.value),
    ({ checked }) => checked,
  )
}

/** The same as the server wrote it, whatever was typed since: people begin before the script is there. */
export function writtenTexts(form: HTMLFormElement): Map<string, string> {
  return readAll(
    form,
    // What is to be confirmed stands in the page only.
    (field) => (field.dataset["carry"] === undefined ? field.defaultValue : ""),
    ({ defaultChecked }) => defaultChecked,
  )
}

/** Puts a text into a field, or chooses it. */
export function putText(form: HTMLFormElement, name: string, text: string): void {
  for (const field of controlsOf(form)) {
    if (field.name !== name) continue
    if (isRadio(field)) field.checked = field.value === text
    else {
      field.value = text
      delete field.dataset["unconfirmed"]
    }
  }
}

/** The first control of a field, for the focus. */
export function controlOf(form: HTMLFormElement, name: string): HTMLElement | null {
  return controlsOf(form).find((field) => field.name === name) ?? null
}
