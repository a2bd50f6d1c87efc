import type { FilingWords } from "../filing/words.ts"

/** Says which fields of the page now show what others have saved; politely, and until the next time. */
export function tellOthers(
  form: HTMLFormElement,
  { filingSaving: words }: FilingWords,
  { by, names }: { by: readonly string[]; names: readonly string[] },
): void {
  const known = form.querySelector<HTMLElement>(".merged")
  const note = known ?? document.createElement("p")
  note.className = "merged"
  note.setAttribute("role", "status")
  const who = by.length > 0 ? by.join(words.listComma) : words.somebody
  const sentence = words.merged(who, names.map(words.quoted).join(words.listComma))
  if (!known) form.insertBefore(note, form.querySelector(".clashes, .save-bar"))
  note.textContent = sentence
}
