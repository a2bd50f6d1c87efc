/** An element with attributes and what stands in it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  children: (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** A button that does something on the page. */
export function button(words: string, press: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: "button" }, [words])
  made.addEventListener("click", press)
  return made
}
