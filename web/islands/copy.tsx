/** Shows the copy buttons of a page: each puts the value of the field that it names on the clipboard. */
function prepare(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset["copy"] ?? "")
  if (!(field instanceof HTMLInputElement) || !navigator.clipboard) return
  button.hidden = false
  button.addEventListener("click", () => {
    field.select()
    void navigator.clipboard.writeText(field.value).then(() => {
      button.textContent = button.dataset["copied"] ?? ""
    })
  })
}

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) prepare(button)
