import { startAuthentication, startRegistration } from "@simplewebauthn/browser"

/** What a form does with the browser's passkeys: make a new one, or use one that it has. */
const ask = {
  create: async (options: never) => startRegistration({ optionsJSON: options }),
  get: async (options: never) => startAuthentication({ optionsJSON: options }),
}

async function answer(form: HTMLFormElement): Promise<string> {
  const asked = await fetch(form.dataset["options"] ?? "", { headers: { accept: "application/json" } })
  if (!asked.ok || asked.redirected) throw new Error(`no options: ${asked.status}`)
  const how = form.dataset["passkey"] === "create" ? ask.create : ask.get
  return JSON.stringify(await how((await asked.json()) as never))
}

/** Says in the form's own place for it that it did not work; empty takes the sentence away. */
function tell(form: HTMLFormElement, sentence: string): void {
  const place = form.querySelector<HTMLElement>("[data-passkey-trouble]")
  if (!place) return
  place.hidden = sentence === ""
  place.textContent = sentence
}

/**
 * A form that carries what a passkey answers: the browser asks its owner when the form is sent, then it goes as any form
 * does. An answer that came back with a refused form is used again.
 */
function prepare(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[name=response]")
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")
  if (!field || !button) return
  form.hidden = false
  const instead = form.nextElementSibling
  if (instead instanceof HTMLElement && instead.dataset["passkeyInstead"] !== undefined) instead.hidden = true
  if (typeof window.PublicKeyCredential !== "function") {
    button.disabled = true
    tell(form, form.dataset["unsupported"] ?? "")
    return
  }
  form.addEventListener("submit", (event) => {
    if (field.value !== "") return
    event.preventDefault()
    button.disabled = true
    tell(form, "")
    answer(form)
      .then((text) => {
        field.value = text
        form.submit()
      })
      .catch(() => {
        button.disabled = false
        tell(form, form.dataset["failed"] ?? "")
      })
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) prepare(form)
