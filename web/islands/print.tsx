/** The button of a report opens the browser's printing; without scripts it stays away, and a sentence says the keys. */
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false
  button.addEventListener("click", () => window.print())
}
