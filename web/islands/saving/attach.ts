import type { Keeper } from "./keep.ts"
import { LEAVING } from "./sign-out.ts"

/** A way out of the page waits so long for the last save, then the browser asks. */
const WAY_OUT_MS = 4000

function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  return Promise.race([promise, new Promise<void>((resolve) => window.setTimeout(resolve, milliseconds))])
}

/** The button that sends a form; old Safari does not say it, but it has the focus. */
function pressedButton(event: SubmitEvent): Element | null {
  return event.submitter ?? document.activeElement
}

/** Where a button of the form leads once all is saved. */
function nextOf(form: HTMLFormElement, submitter: Element | null, looked: string): string {
  const page = new URL(form.action).pathname.replace(/\/draft$/, "")
  return submitter?.hasAttribute("formaction") ? `${page}/check?seen=${looked}` : `${page}?done=saved`
}

/** A link that leaves this page in this window. */
function leavingLink(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest("a") : null
  const modified = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  if (!link?.href || event.defaultPrevented || modified || link.target === "_blank" || link.download !== "")
    return null
  const [to, here] = [new URL(link.href), window.location]
  return to.pathname === here.pathname && to.search === here.search && to.hash !== "" ? null : link
}

/** The buttons of the form: first every change has to stand at the server, then they lead on. */
function attachButtons(form: HTMLFormElement, keeper: Keeper): void {
  let pressed: string | null = null
  const goOn = () => {
    if (pressed === null) return
    const { clashes, held } = keeper.changes
    if (clashes.size > 0 || held.size > 0) {
      pressed = null
      keeper.focusTrouble()
    } else if (!keeper.unsaved) {
      window.location.assign(pressed)
      pressed = null
    } else window.setTimeout(() => void keeper.settled().then(goOn), 1000)
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const again = pressed !== null
    pressed = nextOf(form, pressedButton(event), keeper.looked)
    if (again) keeper.retryNow()
    else void keeper.settled().then(goOn)
  })
}

/** Every way out of the page first saves; what cannot be saved makes the browser ask. */
function attachWaysOut(form: HTMLFormElement, keeper: Keeper): void {
  document.addEventListener("click", (event) => {
    const link = leavingLink(event)
    if (!link || !keeper.unsaved) return
    event.preventDefault()
    void within(keeper.settled(), WAY_OUT_MS).then(() => window.location.assign(link.href))
  })
  document.addEventListener("submit", (event) => {
    const other = event.target
    if (!(other instanceof HTMLFormElement) || other === form || event.defaultPrevented || !keeper.unsaved)
      return
    event.preventDefault()
    void within(keeper.settled(), WAY_OUT_MS).then(() => {
      const asks = new CustomEvent(LEAVING, {
        cancelable: true,
        detail: { unsent: keeper.changes.open.size },
      })
      if (!other.dispatchEvent(asks)) return
      if (other.dataset["person"] !== undefined) keeper.giveUp()
      other.submit()
    })
  })
  window.addEventListener("beforeunload", (event) => {
    if (!keeper.unsaved) return
    void keeper.save(true)
    event.preventDefault()
    event.returnValue = ""
  })
}

/** Wires a form to what keeps it. */
export function attach(form: HTMLFormElement, keeper: Keeper): void {
  form.addEventListener("input", () => keeper.input())
  attachButtons(form, keeper)
  attachWaysOut(form, keeper)
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void keeper.save(true)
    else keeper.retryNow()
  })
  window.addEventListener("focus", () => keeper.retryNow())
  window.addEventListener("online", () => keeper.retryNow())
}
