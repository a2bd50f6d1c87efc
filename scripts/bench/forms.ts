/** A form as a browser would send it untouched. */
export interface PageForm {
  action: string
  fields: [string, string][]
  /** Its boxes to tick, ticked or not. */
  boxes: [string, string][]
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" }
const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "")

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  if (found) return decoded(found[1] ?? "")
  return new RegExp(`\\s${name}(?=[\\s>/])`).test(tag) ? "" : null
}

function fieldOf(tag: string, inner: string, ticked = false): [string, string] | null {
  const name = attribute(tag, "name")
  if (name === null || attribute(tag, "disabled") !== null) return null
  if (tag.startsWith("<textarea")) return [name, decoded(inner)]
  if (tag.startsWith("<select")) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(inner) ?? /<option[^>]*>/.exec(inner)
    return [name, chosen ? (attribute(chosen[0], "value") ?? "") : ""]
  }
  const choice = ["radio", "checkbox"].includes(attribute(tag, "type") ?? "")
  if (choice && attribute(tag, "checked") === null && !ticked) return null
  return [name, attribute(tag, "value") ?? (choice ? "on" : "")]
}

const control = /(<input\b[^>]*>)|(<(?:textarea|select)\b[^>]*>)([\s\S]*?)<\/(?:textarea|select)>/g

/** All posting forms of a page of ours, with the values that stand in them. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)]
    .filter(([, tag = ""]) => attribute(tag, "method") === "post")
    .map(([, tag = "", inner = ""]) => ({
      // The part after # stays with the browser.
      action: (attribute(tag, "action") ?? "").split("#", 1)[0] ?? "",
      fields: [...inner.matchAll(control)].flatMap(([, input, opening, content]) => {
        const field = fieldOf(input ?? opening ?? "", content ?? "")
        return field ? [field] : []
      }),
      boxes: [...inner.matchAll(/<input\b[^>]*type="checkbox"[^>]*>/g)].flatMap(([tag]) => {
        const field = fieldOf(tag, "", true)
        return field ? [field] : []
      }),
    }))
}
