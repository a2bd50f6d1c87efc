import type { signingOut } from "../../text/zh/signing-out.ts"
import { browserStore, countUnsent, dropCopiesOf } from "./copy.ts"

/** Sent by the form that signs out before it goes: who keeps more than the store knows says how much. */
export interface AskedToLeave {
  unsent: number
}
export const LEAVING = "shige-signing-out"

/**
 * Signing out takes away what this person has unsent in this browser, after a warning. The filing form first saves what
 * it can (attach.ts) and comes back here.
 */
export function watchSignOut(words: typeof signingOut): void {
  const form = document.querySelector<HTMLFormElement>("form[data-person]")
  const person = form?.dataset["person"]
  if (!form || !person) return
  const leave = (here: number): boolean => {
    const store = browserStore()
    const unsent = Math.max(countUnsent(store, person), here)
    if (unsent > 0 && !window.confirm(words.ask(unsent))) return false
    dropCopiesOf(store, person)
    return true
  }
  form.addEventListener(LEAVING, (event) => {
    if (!leave((event as CustomEvent<AskedToLeave>).detail.unsent)) event.preventDefault()
  })
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return
    if (!leave(0)) event.preventDefault()
  })
}
